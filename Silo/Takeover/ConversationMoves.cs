using OrleansFailover.Grains.Interfaces.FailoverEvents;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.RegionalState.Regions;

namespace OrleansFailover.Silo.Takeover;

/// <summary>Reports a conversation that goes on in this region as a failover event: it came home, or was taken over from its home; and each message that was taken unread, or held.</summary>
internal sealed class ConversationMoves(IFailoverEvents failoverEvents, IPrimaryRegionPolicy primaries, ThisRegion region, IncidentClock incidents, TimeProvider timeProvider) : IConversationMoves
{
    public void Arrived(ConversationId conversation, MessageId message, DateTimeOffset acked, bool masked)
    {
        var primary = primaries.PrimaryOf(conversation.Key);
        if (primary != region.Id)
        {
            incidents.WentOn(primary);
        }

        Report(primary == region.Id ? FailoverStatus.FailedBack : FailoverStatus.TakenOver, primary, message, acked, masked ? ComplianceMode.MaskedPii : ComplianceMode.None);
    }

    public void Masked(ConversationId conversation, MessageId message, DateTimeOffset acked) =>
        Report(FailoverStatus.Masked, primaries.PrimaryOf(conversation.Key), message, acked, ComplianceMode.MaskedPii);

    public void Held(ConversationId conversation, MessageId message, DateTimeOffset acked, bool denied) =>
        Report(FailoverStatus.Held, primaries.PrimaryOf(conversation.Key), message, acked, denied ? ComplianceMode.Denied : ComplianceMode.MaskedPii);

    private void Report(FailoverStatus status, RegionId primary, MessageId message, DateTimeOffset acked, ComplianceMode compliance)
    {
        var now = timeProvider.GetUtcNow();
        failoverEvents.Report(new FailoverEvent
        {
            Status = status,
            Message = message,
            PrimaryRegion = primary,
            TargetRegion = region.Id,

            // The clock of the gateway that acked it may be ahead of this one.
            Latency = now > acked ? now - acked : TimeSpan.Zero,
            Compliance = compliance,
            Time = now,
        });
    }
}
