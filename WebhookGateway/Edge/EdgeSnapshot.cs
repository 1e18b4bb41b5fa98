namespace OrleansFailover.WebhookGateway.Edge;

/// <summary>All that the next step of a webhook depends on.</summary>
/// <param name="Regions">The health of every region, in the configured order, as it was when the webhook arrived.</param>
/// <param name="Attempts">What was sent so far, in order.</param>
/// <param name="HedgeDue">True when the last sending has had no answer for the hedging time.</param>
/// <param name="TimeIsUp">True when no more time is left for the webhook.</param>
internal readonly record struct EdgeSnapshot(IReadOnlyList<RegionHealth> Regions, IReadOnlyList<EdgeAttempt> Attempts, bool HedgeDue, bool TimeIsUp);
