using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.Grains.Conversation;

/// <summary>What was said in the conversation of a restricted sender: sealed before anything is kept, opened for a turn at home.</summary>
public sealed partial class ConversationGrain
{
    // A piece that was sealed for the zone can cost a call of the vault to open.
    private const int MaxSealedAgain = 16;

    // A half that home's store had not long ago. One that was forgotten meanwhile seals what nobody will open.
    private ContentKey? contentKey;
    private long contentKeyLook;

    /// <summary>The state as it may be kept: the one place where what a turn made is sealed, and the last before it leaves this process.</summary>
    private async ValueTask<ConversationState> ToKeepAsync(ConversationState state, CancellationToken cancellationToken)
    {
        state = Retention.Of(state, time.GetUtcNow(), options.ContentRetention);
        if (!restricted || !Contents.HasOpen(state))
        {
            return state;
        }

        var key = await ContentKeyAsync(state, cancellationToken);
        state = SealedFor(id, state with { ContentKey = key ?? state.ContentKey }, key);
        contents.Remember(state);
        return state;
    }

    /// <summary>
    /// At home, the state with what was sealed for the zone sealed again for the conversation: some of it with each record, after the replies were
    /// sent. Of the two pieces a join keeps the conversation's.
    /// </summary>
    private async ValueTask<ConversationState> SealedAgainAsync(ConversationState state, CancellationToken cancellationToken)
    {
        if (!restricted || !contentSeals.IsHome(id) || !Contents.PiecesOf(state).Any(item => contentSeals.IsForZone(item.Piece))
            || await ContentKeyAsync(state, cancellationToken) is not { } key)
        {
            return state;
        }

        var read = await contents.ReadZonePiecesAsync(state, MaxSealedAgain, cancellationToken);
        if (read.Count == 0)
        {
            return state;
        }

        state = Contents.Map(
            state with { ContentKey = key },
            (message, part, piece) => read.TryGetValue((piece, message, part), out var text) ? contentSeals.Seal(id, message, part, text, key) : piece);
        contents.Remember(state);
        return state;
    }

    /// <summary>The half to seal with: the later one of the state's and of the one that was asked for not long ago. Null: seal for the zone.</summary>
    private async ValueTask<ContentKey?> ContentKeyAsync(ConversationState state, CancellationToken cancellationToken)
    {
        if (contentKey is null || time.GetElapsedTime(contentKeyLook) >= options.ReadAgainAfter)
        {
            contentKey = await contentSeals.KeyAsync(id, state.ContentKey, cancellationToken);
            contentKeyLook = time.GetTimestamp();
        }

        return contentKey is null ? null : state.ContentKey?.Join(contentKey) ?? contentKey;
    }

    private ConversationState SealedFor(ConversationId conversation, ConversationState state, ContentKey? key)
    {
        try
        {
            state = Contents.Seal(state, (message, part, text) => contentSeals.Seal(conversation, message, part, text, key));
        }
        catch (ArgumentException exception)
        {
            throw new TurnFaultException($"What was said cannot be sealed: {exception.GetType().Name}. A restricted conversation is not kept open.");
        }

        return Contents.HasOpen(state)
            ? throw new TurnFaultException("Something that was said is not sealed. A restricted conversation is not kept open.")
            : state;
    }

    /// <summary>Opens what the script reads; what it cannot open now makes the turn wait, and another region may take the events meanwhile.</summary>
    private async ValueTask OpenContentsAsync(TurnPlan plan, bool readsUnread, CancellationToken cancellationToken)
    {
        if (!restricted || (!readsUnread && !plan.Apply.Any(item => item.Status is null)))
        {
            return;
        }

        try
        {
            storage.State = await contents.ReadAsync(storage.State, cancellationToken);
        }
        catch (TimeoutException)
        {
            await ReleaseAsync(plan.Apply);
            throw;
        }
    }

    /// <summary>
    /// The replies in doubt that this region may say: elsewhere than at home those alone that say nothing to one more than to another. The others are home's to say again, and it
    /// does not when another region holds the claim.
    /// </summary>
    private IReadOnlyList<string> Doubts()
    {
        var doubts = outbox.Doubts(storage.State);
        return !restricted || contentSeals.IsHome(id) ? doubts
            : [.. doubts.Where(doubt => storage.State.Replies[doubt] is { Neutral: true, Content.Open: not null })];
    }

    /// <summary>The state of another key, to be noted under that key: a build before may have kept it open.</summary>
    private ConversationState ForThere(ConversationState state, ConversationId there) =>
        contentSeals.IsRestricted(there) && Contents.HasOpen(state) ? SealedFor(there, state, state.ContentKey) : state;

    /// <summary>What another key of the user knows, with its pieces as they are to stand here.</summary>
    private ConversationState ForHere(ConversationState state, ConversationId from) => restricted ? Contents.Move(state, from.Key, Key) : state;
}
