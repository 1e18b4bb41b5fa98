using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;

namespace OrleansFailover.Grains.Conversation;

/// <summary>The conversations that the same user has under other ids, as the grain of one of them uses them.</summary>
public interface IOtherConversations
{
    /// <summary>Reads one, from its store and the standby copies, without its grain: a grain must not wait for one that may wait for it.</summary>
    ValueTask<ConversationState> ReadAsync(ConversationId conversation, CancellationToken cancellationToken);

    /// <summary>
    /// Notes in the standby copies of every region that one goes on under another key, without its grain: known everywhere when this is over, and durable
    /// once <see cref="Move"/> has told it.
    /// </summary>
    /// <param name="state">The other conversation as it was read.</param>
    ValueTask NoteAsync(ConversationId conversation, ConversationState state, Moved moved, CancellationToken cancellationToken);

    /// <summary>Tells one that it goes on under another key. Nobody waits for it; a message that gets lost is sent again by a later activation.</summary>
    void Move(ConversationId conversation, ConversationId home, Stamp at, MoveKind kind);

    /// <summary>Lets one look at what is pending there. Nobody waits for it.</summary>
    void Look(ConversationId conversation);

    /// <summary>Gives what came to an id, and what is known under it, to the conversation that it goes on as.</summary>
    /// <returns>True when that has kept it; false when the way leads back, so that it has to stay where it is.</returns>
    Task<bool> GiveAsync(ConversationId home, ConversationId from, ConversationState? state, InboundEvent? inboundEvent);
}
