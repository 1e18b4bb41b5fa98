using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Regional;

namespace OrleansFailover.Grains.Conversation;

/// <summary>Events of restricted senders: sealed wherever they wait, opened by a turn of their home, left to it elsewhere.</summary>
public sealed partial class ConversationGrain
{
    /// <summary>
    /// The event as it waits in a pending list, which is copied from region to region. What a turn has opened is sealed with the conversation's key, if the state has
    /// its public half, so that <c>forget</c> reaches it.
    /// </summary>
    private PendingEvent PendingOf(InboundEvent item) =>
        new(item.Id, item.ChannelTime, EnvelopeCodec.Encode(seals.Seal(AsSealed(item), item.Conversation == id ? storage.State.ContentKey : null)));

    /// <summary>The event as it was sealed: one that the conversation of another id of the user gave stands under that one's key, where its piece opens.</summary>
    private static InboundEvent AsSealed(InboundEvent item) => item.Sealed is { Under: { } under } content
        ? item with { Conversation = ConversationId.Parse(under), Sealed = content with { Under = null } }
        : item;

    /// <summary>Leaves an event to its home unless this region goes on from metadata: no home is up, its rule allows it, and there is room.</summary>
    private async Task<bool> LeftToHomeAsync(InboundEvent incoming, CancellationToken cancellationToken)
    {
        var step = handling.Of(incoming);
        if (step == EventHandling.Mask && (storage.State.IsSpent(incoming) || MaskedTurn.HasRoomFor(storage.State, incoming)))
        {
            return false;
        }

        await LeaveToHomeAsync(incoming, cancellationToken);
        if (step != EventHandling.Leave)
        {
            await TellHeldAsync(incoming, cancellationToken);
        }

        return true;
    }

    /// <summary>Leaves an event of this region's log to its home. It is not claimed here, so that home can claim it.</summary>
    private async Task LeaveToHomeAsync(InboundEvent incoming, CancellationToken cancellationToken)
    {
        if (!await standby.LeaveAsync(Key, [PendingOf(incoming)], cancellationToken))
        {
            throw new TimeoutException($"No region's Redis took {incoming.Id} of {id}, which only its home may apply. The log offers it again.");
        }

        metrics.EventsLeftToHome(1);
        if (handling.Of(incoming) is not EventHandling.Leave)
        {
            moves.Held(id, incoming.Id, incoming.Receipt.ReceivedAt, incoming.HomeOnly);
        }
    }

    // Home may have lost its copy, or never got one. Nothing is known of what it has, so it gets all.
    private async Task LeaveAgainAsync(string key, List<PendingEvent> forHome, CancellationToken cancellationToken)
    {
        if (forHome.Count > 0)
        {
            await standby.LeaveAsync(key, forHome, cancellationToken);
        }
    }

    /// <summary>Opens an event of this region's log. One that was applied before stays closed: nobody reads it.</summary>
    private async Task<InboundEvent> OpenSealedAsync(InboundEvent incoming, CancellationToken cancellationToken)
    {
        if (storage.State.IsSpent(incoming))
        {
            return incoming;
        }

        var opened = await seals.OpenAsync(AsSealed(incoming), cancellationToken);
        if (opened.Event is { } inboundEvent)
        {
            return inboundEvent with { Conversation = id };
        }

        metrics.EventUnopened(opened.Opening);
        if (opened.Opening == EventOpening.Never)
        {
            metrics.TurnFaulted();
            throw new TurnFaultException("Nobody can open the event: it was altered, is of another place, or was forgotten.");
        }

        throw new TimeoutException($"The key of {incoming.Id} of {id} is out of reach. The log offers the event again.");
    }

    /// <summary>
    /// The pending events that this region can apply, in their order and sealed as they wait, and those that are for their home. A pending event of a newer build is left where it is, for that build.
    /// </summary>
    private (List<ArrivedEvent> Events, List<PendingEvent> ForHome) Decode(IReadOnlyList<PendingEvent> pending)
    {
        List<ArrivedEvent> events = [];
        List<PendingEvent> forHome = [];
        foreach (var item in pending)
        {
            InboundEvent decoded;
            try
            {
                decoded = EnvelopeCodec.Decode(item.Payload.Span);
            }
            catch (FormatException exception)
            {
                logger.PendingUnreadable(id, item.Id, exception);
                continue;
            }

            if (seals.IsForHere(decoded) || IsForMaskedTurn(decoded))
            {
                events.Add(new(decoded, item.KeptAt));
            }
            else
            {
                forHome.Add(item);
            }
        }

        return (events, forHome);
    }

    /// <summary>Opens what a turn takes. What waits in the list and is not this turn's stays closed: each opening can cost a call of the vault.</summary>
    private async Task<IReadOnlyList<InboundEvent>> OpenTakenAsync(IReadOnlyList<InboundEvent> events, CancellationToken cancellationToken)
    {
        if (!events.Any(item => item.Sealed is not null))
        {
            return events;
        }

        List<InboundEvent> open = [];
        foreach (var item in events)
        {
            if (item.Sealed is null || storage.State.IsSpent(item) || !seals.IsForHere(item))
            {
                open.Add(item);
            }
            else if (await TryOpenPendingAsync(item, cancellationToken) is { } opened)
            {
                open.Add(opened with { Conversation = id });
            }
        }

        return open;
    }

    // Only the incoming event can fail a turn: what waits beside it and cannot be opened now is passed over.
    private async Task<InboundEvent?> TryOpenPendingAsync(InboundEvent item, CancellationToken cancellationToken)
    {
        if (!seals.IsForHere(item))
        {
            return item;
        }

        var opened = await seals.OpenAsync(item, cancellationToken);
        if (opened.Event is not null)
        {
            return opened.Event;
        }

        metrics.EventUnopened(opened.Opening);
        if (opened.Opening == EventOpening.Never)
        {
            logger.SealedEventDropped(id, item.Id);
            applied.Add(item.Id);
        }
        else
        {
            logger.SealedEventWaits(id, item.Id);
        }

        return null;
    }
}
