namespace OrleansFailover.WebhookGateway.Webhooks.Ladder;

/// <summary>The next step.</summary>
/// <param name="Step">What to do.</param>
/// <param name="Bound">How long it may take; zero for <see cref="LadderStep.Refuse"/>.</param>
internal readonly record struct LadderMove(LadderStep Step, TimeSpan Bound);
