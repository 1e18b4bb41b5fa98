using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.Grains.Replies;

namespace OrleansFailover.Grains.Conversation;

/// <summary>Events of restricted senders in a region that is no home of them, while none is up.</summary>
public sealed partial class ConversationGrain
{
    /// <summary>
    /// True for a pending event that a turn here goes on from, or has seen settled. What home has to read, or to say again, stays pending for it.
    /// </summary>
    private bool IsForMaskedTurn(InboundEvent item) =>
        !storage.State.IsUnread(item.Id)
        && (storage.State.IsSpent(item) ? IsSettled(item.Id) : handling.Of(item) == EventHandling.Mask);

    /// <summary>Takes sealed events away from their home only while there is room for them; the others wait for home.</summary>
    private async Task<IReadOnlyList<InboundEvent>> WithRoomAsync(IReadOnlyList<InboundEvent> events, InboundEvent? incoming, CancellationToken cancellationToken)
    {
        if (!restricted || !events.Any(IsAway))
        {
            return events;
        }

        List<InboundEvent> taken = [];
        var state = storage.State;
        foreach (var item in events)
        {
            if (!IsAway(item))
            {
                taken.Add(item);
            }
            else if (MaskedTurn.HasRoomFor(state, item))
            {
                taken.Add(item);
                state = MaskedTurn.Apply(state, item, item.Sealed!, script, region.Id, options.HumanHandover);
            }
            else if (item.Id == incoming?.Id)
            {
                await ReleaseAsync([item]);
                await LeaveToHomeAsync(item, cancellationToken);
                await TellHeldAsync(item, cancellationToken);
            }
        }

        return taken;

        bool IsAway(InboundEvent item) => item.Sealed is not null && !seals.IsForHere(item) && !storage.State.IsSpent(item);
    }

    /// <summary>An event as it is applied here: one that was sealed under another id of the user says so.</summary>
    private InboundEvent UnderThisKey(InboundEvent item) => item.Sealed is null ? item : OtherConversations.Under(id, item);

    /// <summary>Tells a sender once that what it writes waits. The event is left to home already, and nothing here depends on this.</summary>
    private async Task TellHeldAsync(InboundEvent incoming, CancellationToken cancellationToken)
    {
        try
        {
            await OpenAsync([], primaryUnreachable: true, cancellationToken);
            var before = storage.State;
            var after = HeldNotice.Add(before, id, incoming, script, region.Id, options.HumanHandover);
            if (NextHome() is not null || ReferenceEquals(before, after))
            {
                return;
            }

            // The conversation is home's: this region claims its own word alone.
            var word = HeldNotice.IdOf(before.Session);
            var claims = await standby.ClaimAsync(Key, [word], primaryUnreachable: true, cancellationToken);
            if (claims.GetValueOrDefault(word, ClaimOutcome.Ours) != ClaimOutcome.Ours)
            {
                return;
            }

            await KeepAsync(before, after, cancellationToken);
            var fresh = after.Replies.Keys.Except(before.Replies.Keys).ToHashSet();
            storage.State = await outbox.SendAsync(storage.State, fresh, cancellationToken);
            await RecordAsync(cancellationToken);
            metrics.HeldNoticeSaid();
            KeepHouse();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            logger.HeldNoticeFailed(id, exception);
            readDue = true;
        }
    }

    private void TellMasked(IReadOnlyList<InboundEvent> applied)
    {
        foreach (var item in applied.Where(item => item.Sealed is not null))
        {
            metrics.EventMasked();
            moves.Masked(id, item.Id, item.Receipt.ReceivedAt);
        }
    }
}
