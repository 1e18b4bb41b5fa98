namespace OrleansFailover.Telemetry.Totals;

/// <summary>One instrument with one set of tags.</summary>
/// <param name="Name">The name of the instrument.</param>
/// <param name="Tags">The tags, by name.</param>
/// <param name="Count">How many measurements there were since the process began; of a gauge 1.</param>
/// <param name="Sum">Their sum; of a gauge its value now.</param>
/// <param name="Buckets">The distribution of a histogram; null for the others.</param>
public sealed record MetricSeries(string Name, IReadOnlyDictionary<string, string> Tags, long Count, double Sum, IReadOnlyList<MetricBucket>? Buckets);
