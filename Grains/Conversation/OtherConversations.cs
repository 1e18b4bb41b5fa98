using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Regional;

namespace OrleansFailover.Grains.Conversation;

/// <inheritdoc cref="IOtherConversations"/>
internal sealed class OtherConversations(
    IGrainFactory grains, [FromKeyedServices(ConversationStorage.Name)] IGrainStorage storage, IStandbyCopies<ConversationState> standby)
    : IOtherConversations
{
    // Ids change seldom; users who swap ids could send an event round and round.
    private const int MaxHops = 8;

    public async ValueTask<ConversationState> ReadAsync(ConversationId conversation, CancellationToken cancellationToken)
    {
        var read = new GrainState<ConversationState>(new ConversationState());
        await storage.ReadStateAsync(ConversationGrain.StateName, Grain(conversation).GetGrainId(), read);
        var state = read.State ?? new ConversationState();
        var opening = await standby.OpenTurnAsync(conversation.Key, state.Version, [], primaryUnreachable: false, cancellationToken);
        return opening.News is { } news ? state.Join(news) : state;
    }

    public async ValueTask NoteAsync(ConversationId conversation, ConversationState state, Moved moved, CancellationToken cancellationToken)
    {
        // Read by nobody else, the state writes under a name of its own, beside the copies of its grain.
        if (state.MoveTo(moved) is var noted && noted.Moved != state.Moved)
        {
            await standby.RecordAsync(conversation.Key, noted, [], cancellationToken);
        }
    }

    public void Move(ConversationId conversation, ConversationId home, Stamp at, MoveKind kind) => Grain(conversation).MoveTo(home, at, kind).Ignore();

    public void Look(ConversationId conversation) => Grain(conversation).TakeOver().Ignore();

    public async Task<bool> GiveAsync(ConversationId home, ConversationId from, ConversationState? state, InboundEvent? inboundEvent)
    {
        ConversationId? next = home;
        for (var hops = 0; next is { } to && to != from && hops < MaxHops; hops++)
        {
            next = await Grain(to).TakeIn(from, state, inboundEvent is null ? null : Under(to, inboundEvent));
        }

        return next is null;
    }

    /// <summary>An event under another key of the same user. A sealed one says under which it was sealed: it opens under no other.</summary>
    internal static InboundEvent Under(ConversationId key, InboundEvent item) => item.Conversation == key ? item : item with
    {
        Conversation = key,
        Sealed = item.Sealed is { Under: null } content ? content with { Under = item.Conversation.Key } : item.Sealed,
    };

    private IConversationGrain Grain(ConversationId conversation) => grains.GetGrain<IConversationGrain>(conversation.Key);
}
