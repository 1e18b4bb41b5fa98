using OrleansFailover.Grains.Interfaces.Inbound;

namespace OrleansFailover.Grains.Conversation;

/// <summary>The order in which one turn looks at its events.</summary>
internal static class EventOrder
{
    /// <summary>
    /// The pending events that come before the incoming one, and it. Pending events keep the order in which they were acked. The incoming
    /// event stands behind the last pending event of an earlier channel second, or of the same second that was here when the incoming one
    /// came, and so behind everything acked before that one. An incoming event that is pending too keeps its place in the pending list.
    /// What would come after it is not this turn's: events acked here before that one may still wait in this region's log.
    /// Without an incoming event the turn is for all pending ones.
    /// </summary>
    public static IReadOnlyList<InboundEvent> UpTo(InboundEvent? incoming, IReadOnlyList<ArrivedEvent> pending)
    {
        if (incoming is null)
        {
            return [.. pending.Select(item => item.Event)];
        }

        for (var i = 0; i < pending.Count; i++)
        {
            if (pending[i].Event.Id == incoming.Id)
            {
                return [.. pending.Take(i + 1).Select(item => item.Event)];
            }
        }

        var place = 0;
        for (var i = 0; i < pending.Count; i++)
        {
            if (IsBefore(pending[i], incoming))
            {
                place = i + 1;
            }
        }

        return [.. pending.Take(place).Select(item => item.Event), incoming];
    }

    private static bool IsBefore(ArrivedEvent pending, InboundEvent incoming) =>
        pending.Event.ChannelTime < incoming.ChannelTime
        || (pending.Event.ChannelTime == incoming.ChannelTime && !(pending.KeptAt > incoming.Receipt.ReceivedAt));
}
