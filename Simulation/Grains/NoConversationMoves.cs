using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Regional;

namespace OrleansFailover.Simulation.Grains;

/// <summary>Where a conversation goes on is in the trace of a run already.</summary>
internal sealed class NoConversationMoves : IConversationMoves
{
    public void Arrived(ConversationId conversation, MessageId message, DateTimeOffset acked, bool masked)
    {
    }

    public void Masked(ConversationId conversation, MessageId message, DateTimeOffset acked)
    {
    }

    public void Held(ConversationId conversation, MessageId message, DateTimeOffset acked, bool denied)
    {
    }
}
