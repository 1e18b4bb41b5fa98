using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.Grains.Interfaces.Regional;

/// <summary>Hears of conversations that went on in this region after another one.</summary>
public interface IConversationMoves
{
    /// <summary>The first turn here since a turn elsewhere was kept. Never throws and never waits.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="message">The first message that the turn applied.</param>
    /// <param name="acked">When a gateway acked it.</param>
    /// <param name="masked">True when that message was taken without being read.</param>
    void Arrived(ConversationId conversation, MessageId message, DateTimeOffset acked, bool masked);

    /// <summary>A turn took a message of a restricted sender from metadata alone, because no home region is up. Never throws and never waits.</summary>
    /// <param name="acked">When a gateway acked it.</param>
    void Masked(ConversationId conversation, MessageId message, DateTimeOffset acked);

    /// <summary>A message of a restricted sender waits for its home, although no home region is up. Never throws and never waits.</summary>
    /// <param name="acked">When a gateway acked it.</param>
    /// <param name="denied">True when its rule says so; false when there is no room to go on without reading it.</param>
    void Held(ConversationId conversation, MessageId message, DateTimeOffset acked, bool denied);
}
