namespace OrleansFailover.WebhookGateway.Edge;

/// <summary>How an attempt ended.</summary>
/// <param name="Response">The region's response when there was one.</param>
internal sealed record AttemptResult(AttemptOutcome Outcome, HttpResponseMessage? Response);
