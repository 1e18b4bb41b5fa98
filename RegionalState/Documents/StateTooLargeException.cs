using OrleansFailover.Grains.Interfaces.Conversation;

namespace OrleansFailover.RegionalState.Documents;

/// <summary>A state does not fit into a document of the store. Thrown before anything is sent; the stored state is unchanged.</summary>
[GenerateSerializer, Alias("state-too-large")]
public sealed class StateTooLargeException : TurnFaultException
{
    public StateTooLargeException(string message)
        : base(message)
    {
    }
}
