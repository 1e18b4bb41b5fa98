using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Regional;

namespace OrleansFailover.Grains.Conversation;

/// <summary>One user, several ids: one of their conversations is the user's, the others give it what comes to them.</summary>
public sealed partial class ConversationGrain
{
    // Two users who swap ids could lead round and round.
    private const int MaxHops = 4;

    // Other ids that this activation has looked at: a look costs a read of the store.
    private readonly HashSet<string> lookedAt = [];
    private readonly Dictionary<ConversationId, (ConversationId Home, Stamp At, MoveKind Kind)> toTell = [];
    private VersionVector? given;

    // What waits under other ids, seen by the turn under way, and where.
    private readonly Dictionary<MessageId, ConversationId> cameUnder = [];

    // What was taken in by reading and is in no write yet.
    private bool adopted;

    public async Task MoveTo(ConversationId home, Stamp at, MoveKind kind)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await OpenAsync([], primaryUnreachable: false, CancellationToken.None);
                var before = storage.State;
                var after = before.MoveTo(new Moved(at, home.Key, kind));
                if (after.Moved != before.Moved)
                {
                    await KeepAsync(before, after, CancellationToken.None);
                }
                else
                {
                    // It may be known from a standby copy alone.
                    unwritten = true;
                    KeepHouse();
                }

                break;
            }
            catch (Exception exception) when (attempt < options.MaxAttempts && exception is not OperationCanceledException)
            {
                logger.TurnRetried(id, attempt, exception);
                readDue = true;
                await Task.Delay(options.RetryPause * attempt, time, CancellationToken.None);
            }
        }

        await TakeTurnAsync(null, CancellationToken.None);
    }

    public async Task<ConversationId?> TakeIn(ConversationId from, ConversationState? state, InboundEvent? inboundEvent)
    {
        await OpenAsync([], primaryUnreachable: false, CancellationToken.None);
        if (NextHome() is { } home && (state is null || !Identities.IsRegained(storage.State, id, state)))
        {
            return home;
        }

        if (state is not null)
        {
            var before = storage.State;
            var after = Identities.TakeIn(before, id, from, ForHere(state, from));
            if (!adopted && after.Equals(before with { Aliases = after.Aliases }))
            {
                // That the other id is known now goes with the next write.
                storage.State = after;
            }
            else
            {
                await KeepAsync(before, after, CancellationToken.None);
            }
        }

        if (inboundEvent is not null || ReadsUnread())
        {
            await TakeTurnAsync(inboundEvent, CancellationToken.None);
        }

        return null;
    }

    private ConversationId? NextHome() => storage.State.Moved is { To: { } to } && to != Key ? ConversationId.Parse(to) : null;

    /// <summary>Takes in what is known under the other ids that events show, before the first of them is answered.</summary>
    private async Task AdoptAsync(IEnumerable<InboundEvent> events, CancellationToken cancellationToken)
    {
        foreach (var item in events)
        {
            var at = new Stamp(item.ChannelTime.ToUnixTimeMilliseconds(), 0, item.Id);
            var home = item.Message?.Identity is { } change ? Identities.NewHome(id, change) : null;
            foreach (var (userId, kind) in Identities.NamesIn(id, item))
            {
                var other = Identities.With(id, userId);
                if (home is not null)
                {
                    // This conversation goes on there itself, and so do the others.
                    toTell[other] = (home.Value, at, kind);
                }
                else
                {
                    await AdoptAsync(other, at, kind, hops: 0, cancellationToken);
                }
            }
        }
    }

    private async Task AdoptAsync(ConversationId other, Stamp at, MoveKind kind, int hops, CancellationToken cancellationToken)
    {
        if (other == id || (kind == MoveKind.SameUser && (storage.State.Aliases.ContainsKey(other.UserId) || lookedAt.Contains(other.UserId))))
        {
            return;
        }

        var state = await others.ReadAsync(other, cancellationToken);
        lookedAt.Add(other.UserId);
        var moved = state.Moved;
        if (moved is not null && moved.To != Key && moved.Stamp > at)
        {
            // Something newer says that it is another user's.
            return;
        }

        var another = moved is { To: { } to } && to != Key ? ConversationId.Parse(to) : (ConversationId?)null;
        if (another is not null && kind == MoveKind.GivenUp)
        {
            // The user's own old phone number, and so the id that it belonged to was the user's too.
            if (hops < MaxHops)
            {
                await AdoptAsync(another.Value, at, kind, hops + 1, cancellationToken);
            }
        }
        else
        {
            // A phone number that belonged to another id has another owner now: nothing from before counts.
            kind = another is null ? kind : MoveKind.TakenUp;
            var theirs = kind == MoveKind.TakenUp ? state.Since(at) : moved is { To: null } ? state.Since(moved.Stamp) : state;
            var before = storage.State;
            storage.State = before.Adopt(ForHere(theirs, other));
            adopted |= !storage.State.Equals(before);
        }

        // Before the reply: when this region is lost behind it, the next message under the other id finds its way in the other one.
        await others.NoteAsync(other, ForThere(state, other), new Moved(at, Key, kind), cancellationToken);
        toTell[other] = (id, at, kind);
    }

    /// <summary>Takes in, and gives the claim of an event back when that fails, so that another region can take the event.</summary>
    private async Task AdoptOrReleaseAsync(InboundEvent? incoming, IEnumerable<InboundEvent> events, CancellationToken cancellationToken)
    {
        try
        {
            await AdoptAsync(events, cancellationToken);
        }
        catch (Exception) when (incoming is { Status: null } && !storage.State.IsSpent(incoming))
        {
            await ReleaseAsync([incoming]);
            throw;
        }
    }

    /// <summary>
    /// Adds what is pending under the user's other ids: another region acked it under one of them and has not taken it. It comes before what is acked here later
    /// under any id, as what is pending under the same one does.
    /// </summary>
    private async Task<IReadOnlyList<ArrivedEvent>> WithPendingElsewhereAsync(
        IReadOnlyList<ArrivedEvent> own, InboundEvent? incoming, bool primaryUnreachable, CancellationToken cancellationToken)
    {
        cameUnder.Clear();
        if (NextHome() is not null)
        {
            return own;
        }

        List<ArrivedEvent> all = [.. own];
        var known = own.Select(item => item.Event.Id).Append(incoming?.Id ?? default).ToHashSet();
        foreach (var other in Identities.OthersOf(storage.State, id).Select(userId => Identities.With(id, userId)))
        {
            var opening = await standby.OpenTurnAsync(other.Key, VersionVector.Empty, [], primaryUnreachable, cancellationToken);
            var (decoded, forHome) = Decode(opening.Pending);
            if (incoming is null)
            {
                await LeaveAgainAsync(other.Key, forHome, cancellationToken);
            }

            // Opened here, under the id that it was sealed under: whose it is can depend on what it says.
            List<ArrivedEvent> waiting = [];
            foreach (var item in decoded.Where(item => item.Event.Status is null && !known.Contains(item.Event.Id) && !storage.State.IsSpent(item.Event)))
            {
                if (await TryOpenPendingAsync(item.Event, cancellationToken) is { } opened)
                {
                    waiting.Add(item with { Event = opened });
                }
            }

            if (waiting.Count == 0)
            {
                continue;
            }

            // Somebody else may have that id by now.
            var moved = (await others.ReadAsync(other, cancellationToken)).Moved;
            foreach (var item in waiting.Where(item => moved?.To == Key
                && !Identities.IsOfNextOwner(other, moved, item.Event) && !Identities.IsOfFormerOwner(other, moved, item.Event)))
            {
                all.Add(item.Event.Sealed is null ? item with { Event = item.Event with { Conversation = id } } : item);
                cameUnder[item.Event.Id] = other;
            }
        }

        return cameUnder.Count == 0 ? own : [.. all.OrderBy(item => item.KeptAt)];
    }

    /// <summary>Claims what came under other ids there first, where another region would claim it.</summary>
    private async Task<IReadOnlyDictionary<MessageId, ClaimOutcome>> ClaimElsewhereAsync(
        IReadOnlyDictionary<MessageId, ClaimOutcome> claimed, IReadOnlyList<InboundEvent> events, bool primaryUnreachable, CancellationToken cancellationToken)
    {
        var claims = claimed;
        foreach (var under in events.Where(item => cameUnder.ContainsKey(item.Id) && !storage.State.IsSpent(item)).ToLookup(item => cameUnder[item.Id], item => item.Id))
        {
            var outcomes = await standby.ClaimAsync(under.Key.Key, [.. under], primaryUnreachable, cancellationToken);
            claims = claims.Concat(outcomes.Where(outcome => outcome.Value != ClaimOutcome.Ours)).ToDictionary();
        }

        return claims;
    }

    /// <summary>Lets the conversations of other ids see that what waited there was taken: they hand it on, and it is known here.</summary>
    private void LetOthersLook(IReadOnlyList<InboundEvent> applied)
    {
        foreach (var other in applied.Where(item => cameUnder.ContainsKey(item.Id)).Select(item => cameUnder[item.Id]).Distinct())
        {
            others.Look(other);
        }
    }

    /// <summary>Tells the other ids' conversations where they go on.</summary>
    private void TellOthers()
    {
        foreach (var (other, (home, at, kind)) in toTell)
        {
            others.Move(other, home, at, kind);
        }

        toTell.Clear();
    }

    /// <summary>Gives all that is known here to the conversation that this one goes on as, once for each state.</summary>
    private async Task GiveAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (NextHome() is { } home && !storage.State.Version.Equals(given))
        {
            var state = storage.State;
            if (await others.GiveAsync(home, id, Identities.Given(state), inboundEvent: null))
            {
                given = state.Version;
            }
            else
            {
                Stay();
            }
        }
    }

    // The way led back here: this is the user's conversation.
    private void Stay()
    {
        if (storage.State.Moved is { } moved)
        {
            storage.State = storage.State.MoveTo(moved with { Stamp = moved.Stamp with { Order = moved.Stamp.Order + 1 }, To = null });
        }
    }

    /// <summary>Passes events on that this region may take. What it leaves are messages of somebody else under this id.</summary>
    private async Task<IReadOnlyList<InboundEvent>> PassOnAsync(
        IReadOnlyList<InboundEvent> events, InboundEvent? incoming, int pending, CancellationToken cancellationToken)
    {
        await GiveAsync(cancellationToken);
        List<InboundEvent> passed = [], stay = [];
        foreach (var item in events)
        {
            var moved = storage.State.Moved;
            if (NextHome() is not { } home || stay.Count > 0
                || Identities.IsOfNextOwner(id, moved, item) || Identities.IsOfFormerOwner(id, moved, item))
            {
                stay.Add(item);
            }
            else
            {
                try
                {
                    if (await others.GiveAsync(home, id, state: null, item))
                    {
                        passed.Add(item);
                        applied.Add(item.Id);
                    }
                    else
                    {
                        Stay();
                        stay.Add(item);
                    }
                }
                catch (TurnFaultException)
                {
                    // As under its own key: it goes on being pending, and only the incoming event can fail a turn.
                    await ReleaseAsync([item]);
                    if (item.Id == incoming?.Id)
                    {
                        throw;
                    }
                }
            }
        }

        if (passed.Any(item => item.Status is null))
        {
            // Seen here too: a copy of it that reaches the other region, or comes again, is not passed on a second time.
            storage.State = passed.Where(item => item.Status is null).Aggregate(storage.State, (state, item) => state.See(item));
            await RecordAsync(cancellationToken);
            given = storage.State.Version;
        }
        else if (pending > 0)
        {
            await SettleAppliedAsync(cancellationToken);
        }

        return stay;
    }
}
