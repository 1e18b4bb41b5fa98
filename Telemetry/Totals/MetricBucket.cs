namespace OrleansFailover.Telemetry.Totals;

/// <summary>How many measurements were at most so large, and larger than the bucket before.</summary>
/// <param name="UpTo">The bound; null in the last bucket, which has none.</param>
/// <param name="Count">How many.</param>
public sealed record MetricBucket(double? UpTo, long Count);
