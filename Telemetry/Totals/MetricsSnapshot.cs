namespace OrleansFailover.Telemetry.Totals;

/// <summary>What a process has measured so far. Two of them tell what happened in between; a later <paramref name="Since"/> tells of a restart.</summary>
/// <param name="At">When it was taken.</param>
/// <param name="Since">When the counting began.</param>
/// <param name="Series">The instruments that have measured anything.</param>
public sealed record MetricsSnapshot(DateTimeOffset At, DateTimeOffset Since, IReadOnlyList<MetricSeries> Series);
