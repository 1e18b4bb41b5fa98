using OrleansFailover.Grains.Interfaces.Inbound;

namespace OrleansFailover.Grains.Conversation;

/// <summary>The order in which one turn looks at its events.</summary>
internal static class EventOrder
{
    /// <summary>
    /// Puts the incoming event among the pending ones. Pending events keep the order in which they were acked. The incoming event stands
    /// behind the last pending event whose channel time is not later than its own, and so behind everything acked before that one.
    /// An incoming event that is pending too keeps its place in the pending list.
    /// </summary>
    public static IReadOnlyList<InboundEvent> Arrange(IReadOnlyList<InboundEvent> pending, InboundEvent? incoming)
    {
        if (incoming is null || pending.Any(item => item.Id == incoming.Id))
        {
            return pending;
        }

        var place = 0;
        for (var i = 0; i < pending.Count; i++)
        {
            if (pending[i].ChannelTime <= incoming.ChannelTime)
            {
                place = i + 1;
            }
        }

        return [.. pending.Take(place), incoming, .. pending.Skip(place)];
    }
}
