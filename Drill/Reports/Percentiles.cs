namespace OrleansFailover.Drill.Reports;

/// <summary>The spread of a set of durations in milliseconds; zeros for an empty set.</summary>
public sealed record Percentiles(double P50, double P99, double Max)
{
    /// <summary>Nearest rank.</summary>
    public static Percentiles Of(IEnumerable<TimeSpan> durations)
    {
        var sorted = durations.Select(duration => Math.Round(duration.TotalMilliseconds, 1)).Order().ToList();
        return sorted.Count == 0 ? new(0, 0, 0) : new(Rank(sorted, 0.5), Rank(sorted, 0.99), sorted[^1]);
    }

    private static double Rank(List<double> sorted, double part) => sorted[Math.Max(0, (int)Math.Ceiling(part * sorted.Count) - 1)];
}
