namespace OrleansFailover.WebhookGateway.Edge;

/// <summary>One sending of a webhook.</summary>
/// <param name="Region">The region's place in the configured order.</param>
internal readonly record struct EdgeAttempt(int Region, AttemptOutcome Outcome);
