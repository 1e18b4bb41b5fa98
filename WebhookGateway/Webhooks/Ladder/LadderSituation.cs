namespace OrleansFailover.WebhookGateway.Webhooks.Ladder;

/// <summary>All that the next step depends on.</summary>
/// <param name="Goal">What is to become of the webhook.</param>
/// <param name="Origin">Where it came from.</param>
/// <param name="CrossingCount">How often it crossed regions.</param>
/// <param name="Circuit">The circuit of this region's log.</param>
/// <param name="RegionActive">False while the region is recovering and takes no events.</param>
/// <param name="Failed">What has been tried in vain.</param>
/// <param name="Left">What is left of the ack budget; not negative.</param>
internal readonly record struct LadderSituation(
    LadderGoal Goal, WebhookOrigin Origin, int CrossingCount, CircuitState Circuit, bool RegionActive, FailedSteps Failed, TimeSpan Left);
