namespace OrleansFailover.Grains.Interfaces.Conversation;

/// <summary>
/// A turn that failed because of its event or the state of its conversation, and not because something that it needs is out of reach: nothing was
/// written or sent, and trying again soon is of little use. The message tells where, and nothing of the content.
/// </summary>
[GenerateSerializer, Alias("turn-fault")]
public class TurnFaultException : OrleansException
{
    public TurnFaultException(string message)
        : base(message)
    {
    }
}
