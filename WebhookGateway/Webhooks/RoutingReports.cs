using OrleansFailover.Grains.Interfaces.FailoverEvents;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.RegionalState.Regions;

namespace OrleansFailover.WebhookGateway.Webhooks;

/// <summary>Reports where the gateway put a webhook when that was not this region's log at once: one failover event a decision, with the webhook's first message.</summary>
internal sealed class RoutingReports(IFailoverEvents failoverEvents, IPrimaryRegionPolicy primaries, RegionMap regions, TimeProvider timeProvider)
{
    /// <summary>The ordinary way reports nothing.</summary>
    /// <param name="atOnce">False when the log has it after all: for a region that takes no events yet, or because no other region took it.</param>
    public void Appended(SignedWebhook webhook, List<InboundEvent> events, bool atOnce)
    {
        if (webhook.Origin is not WebhookOrigin.Channel)
        {
            Replayed(events, webhook.Receipt.ReceivedAt);
        }
        else if (!atOnce)
        {
            Kept(FailoverStatus.Deferred, webhook, events);
        }
    }

    /// <param name="region">The region that took it.</param>
    public void Forwarded(SignedWebhook webhook, List<InboundEvent> events, string region) =>
        Report(FailoverStatus.FailoverTriggered, events, new RegionId(region), webhook.Receipt.ReceivedAt);

    /// <param name="region">The home region that took it.</param>
    public void HandedHome(SignedWebhook webhook, List<InboundEvent> events, RegionId region) =>
        Report(FailoverStatus.HandedHome, events, region, webhook.Receipt.ReceivedAt);

    /// <summary>Kept in this region, in another place than its log.</summary>
    public void Kept(FailoverStatus status, SignedWebhook webhook, List<InboundEvent> events) =>
        Report(status, events, regions.Current, webhook.Receipt.ReceivedAt);

    /// <summary>What the spool has stays there and is tried again and again: no decision.</summary>
    public void NotTaken(SignedWebhook webhook, List<InboundEvent> events)
    {
        if (webhook.Origin is WebhookOrigin.Channel)
        {
            Report(FailoverStatus.NotTaken, events, null, webhook.Receipt.ReceivedAt);
        }
    }

    /// <summary>What had been kept elsewhere is in this region's log now.</summary>
    public void Replayed(List<InboundEvent> events, DateTimeOffset received) => Report(FailoverStatus.Replayed, events, regions.Current, received);

    // What goes to another region goes whole, and that region decides. What stays here is sealed where only home may read it.
    private static ComplianceMode ComplianceOf(List<InboundEvent> events) =>
        !events.Exists(item => item.Sealed is not null) ? ComplianceMode.None
        : events.Exists(item => item is { Sealed: not null, HomeOnly: true }) ? ComplianceMode.Denied
        : ComplianceMode.MaskedPii;

    // Both times are of a gateway's wall clock, and a replay may be another gateway's: never below zero.
    private void Report(FailoverStatus status, List<InboundEvent> events, RegionId? target, DateTimeOffset received)
    {
        var now = timeProvider.GetUtcNow();
        failoverEvents.Report(new FailoverEvent
        {
            Status = status,
            Message = events.Count > 0 ? events[0].Id : default,
            PrimaryRegion = events.Count > 0 ? primaries.PrimaryOf(events[0].Conversation.Key) : regions.All[0],
            TargetRegion = target,
            Compliance = status is FailoverStatus.FailoverTriggered or FailoverStatus.HandedHome ? ComplianceMode.None : ComplianceOf(events),
            Latency = now > received ? now - received : TimeSpan.Zero,
            Time = now,
        });
    }
}
