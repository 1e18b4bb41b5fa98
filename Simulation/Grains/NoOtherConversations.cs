using OrleansFailover.Grains.Conversation;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;

namespace OrleansFailover.Simulation.Grains;

/// <summary>A simulated customer has one id for life, so no conversation ever asks for another one.</summary>
internal sealed class NoOtherConversations : IOtherConversations
{
    public ValueTask<ConversationState> ReadAsync(ConversationId conversation, CancellationToken cancellationToken) => throw Unexpected();

    public ValueTask NoteAsync(ConversationId conversation, ConversationState state, Moved moved, CancellationToken cancellationToken) => throw Unexpected();

    public void Move(ConversationId conversation, ConversationId home, Stamp at, MoveKind kind) => throw Unexpected();

    public void Look(ConversationId conversation) => throw Unexpected();

    public Task<bool> GiveAsync(ConversationId home, ConversationId from, ConversationState? state, InboundEvent? inboundEvent) => throw Unexpected();

    private static InvalidOperationException Unexpected() => new("A simulated customer has one id.");
}
