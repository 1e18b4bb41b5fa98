namespace OrleansFailover.Drill.Reports;

/// <summary>A line of small bars.</summary>
internal static class Sparkline
{
    private const string Bars = " ▁▂▃▄▅▆▇█";

    /// <summary>Counts times into buckets from <paramref name="from"/> on.</summary>
    public static int[] Count(IEnumerable<TimeSpan> times, TimeSpan from, TimeSpan bucket, int buckets)
    {
        var counts = new int[buckets];
        foreach (var time in times)
        {
            var at = (int)Math.Floor((time - from) / bucket);
            if (at >= 0 && at < buckets)
            {
                counts[at]++;
            }
        }

        return counts;
    }

    /// <summary>One character a bucket; something is never shown as nothing.</summary>
    public static string Draw(IReadOnlyList<int> counts, int highest) => string.Concat(counts.Select(count =>
        count == 0 ? Bars[0] : Bars[Math.Clamp((int)Math.Round(count * (Bars.Length - 1.0) / Math.Max(1, highest)), 1, Bars.Length - 1)]));
}
