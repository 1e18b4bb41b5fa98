using OrleansFailover.Grains.Interfaces.Inbound;

namespace OrleansFailover.Grains.Conversation;

/// <summary>The order in which one turn looks at its events.</summary>
internal static class EventOrder
{
    /// <summary>
    /// The pending events that come before the incoming one, and it. Pending events keep the order in which they were acked.
    /// An incoming event that is in the list itself stands behind everything that is before it there, and behind what another region acked in an earlier
    /// channel second: the copy of that was late. What its own region acked behind it comes later, from the log.
    /// One that is not stands behind the last pending event of an earlier channel second, or of the same second that was here when the incoming one
    /// came, and so behind everything acked before that one.
    /// What would come after it is not this turn's: events acked here before that one may still wait in this region's log.
    /// Without an incoming event the turn is for all pending ones.
    /// </summary>
    public static IReadOnlyList<InboundEvent> UpTo(InboundEvent? incoming, IReadOnlyList<ArrivedEvent> pending)
    {
        if (incoming is null)
        {
            return [.. pending.Select(item => item.Event)];
        }

        var own = IndexOf(incoming, pending);
        var place = own + 1;
        for (var i = place; i < pending.Count; i++)
        {
            if (own < 0 ? IsBefore(pending[i], incoming) : IsLateCopy(pending[i], incoming))
            {
                place = i + 1;
            }
        }

        return
        [
            .. pending.Take(place)
                .Where((item, i) => i < own || (i > own && (own < 0 || item.Event.Receipt.Region != incoming.Receipt.Region)))
                .Select(item => item.Event),
            incoming,
        ];
    }

    private static int IndexOf(InboundEvent incoming, IReadOnlyList<ArrivedEvent> pending)
    {
        for (var i = 0; i < pending.Count; i++)
        {
            if (pending[i].Event.Id == incoming.Id)
            {
                return i;
            }
        }

        return -1;
    }

    private static bool IsBefore(ArrivedEvent pending, InboundEvent incoming) =>
        pending.Event.ChannelTime < incoming.ChannelTime
        || (pending.Event.ChannelTime == incoming.ChannelTime && !(pending.KeptAt > incoming.Receipt.ReceivedAt));

    private static bool IsLateCopy(ArrivedEvent pending, InboundEvent incoming) =>
        pending.Event.Receipt.Region != incoming.Receipt.Region && pending.Event.ChannelTime < incoming.ChannelTime;
}
