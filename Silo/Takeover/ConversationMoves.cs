using OrleansFailover.Grains.Interfaces.FailoverEvents;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.RegionalState.Regions;

namespace OrleansFailover.Silo.Takeover;

/// <summary>Reports a conversation that goes on in this region as a failover event: it came home, or was taken over from its home.</summary>
internal sealed class ConversationMoves(IFailoverEvents failoverEvents, IPrimaryRegionPolicy primaries, ThisRegion region, TimeProvider timeProvider) : IConversationMoves
{
    public void Arrived(ConversationId conversation, MessageId message, DateTimeOffset acked)
    {
        var primary = primaries.PrimaryOf(conversation.Key);
        var now = timeProvider.GetUtcNow();
        failoverEvents.Report(new FailoverEvent
        {
            Status = primary == region.Id ? FailoverStatus.FailedBack : FailoverStatus.TakenOver,
            Message = message,
            PrimaryRegion = primary,
            TargetRegion = region.Id,

            // The clock of the gateway that acked it may be ahead of this one.
            Latency = now > acked ? now - acked : TimeSpan.Zero,
            Time = now,
        });
    }
}
