using OrleansFailover.Grains.Interfaces.Inbound;

namespace OrleansFailover.Grains.Conversation;

/// <summary>The order in which one turn looks at its events.</summary>
internal static class EventOrder
{
    /// <summary>
    /// The pending events that come before the incoming one, and it. Pending events keep the order in which they were acked.
    /// An incoming event that is in the list itself stands behind everything that is before it there, and behind what another region acked in an earlier
    /// channel second: the copy of that was late. What the region that acked it first acked behind it comes later, from the log.
    /// One that is not stands behind the last pending event of an earlier channel second, or of the same second that was here when the incoming one
    /// came, and so behind everything acked before that one.
    /// Neither stands behind what was acked later, nor behind what was acked after that: an event that the channel brings again has an early second and a late
    /// place, and what lies between was said after the incoming one.
    /// What would come after it is not this turn's: events acked here before that one may still wait in this region's log.
    /// Without an incoming event the turn is for all pending ones.
    /// </summary>
    public static IReadOnlyList<InboundEvent> UpTo(InboundEvent? incoming, IReadOnlyList<ArrivedEvent> pending)
    {
        if (incoming is null)
        {
            return [.. pending.Select(item => item.Event)];
        }

        return IndexOf(incoming, pending) is { } own ? UpToOneOf(incoming, pending, own) : UpToAnother(incoming, pending);
    }

    private static List<InboundEvent> UpToOneOf(InboundEvent incoming, IReadOnlyList<ArrivedEvent> pending, int own)
    {
        // Not the region that the channel brought it to again.
        var region = pending[own].Event.Receipt.Region;
        var late = pending.Skip(own + 1).Select(item => item.Event).Where(item => item.Receipt.Region != region)
            .TakeWhile(item => item.ChannelTime < incoming.ChannelTime);
        return [.. pending.Take(own).Select(item => item.Event), .. late, incoming];
    }

    private static List<InboundEvent> UpToAnother(InboundEvent incoming, IReadOnlyList<ArrivedEvent> pending)
    {
        var place = 0;
        for (var i = 0; i < pending.Count; i++)
        {
            var (item, keptAt) = pending[i];
            var isLater = keptAt > incoming.Receipt.ReceivedAt;
            if (item.ChannelTime < incoming.ChannelTime || (item.ChannelTime == incoming.ChannelTime && !isLater))
            {
                place = i + 1;
            }
            else if (isLater)
            {
                break;
            }
        }

        return [.. pending.Take(place).Select(item => item.Event), incoming];
    }

    private static int? IndexOf(InboundEvent incoming, IReadOnlyList<ArrivedEvent> pending)
    {
        for (var i = 0; i < pending.Count; i++)
        {
            if (pending[i].Event.Id == incoming.Id)
            {
                return i;
            }
        }

        return null;
    }
}
