namespace OrleansFailover.WebhookGateway.Edge;

/// <summary>A region as the edge sees it.</summary>
/// <param name="Health">What is known.</param>
/// <param name="FailedProbes">How many probes in a row failed.</param>
/// <param name="Since">The monotonic time since which <paramref name="Health"/> is what it is.</param>
internal readonly record struct RegionState(RegionHealth Health, int FailedProbes, TimeSpan Since);
