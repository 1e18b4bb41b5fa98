namespace OrleansFailover.Drill.Soak;

/// <summary>Tells growth from noise: the median of the last third of the samples against that of the first third.</summary>
internal static class GrowthPolicy
{
    /// <summary>A process that has just started is not warm yet.</summary>
    public static TimeSpan Warm { get; } = TimeSpan.FromSeconds(10);

    /// <summary>Fewer samples than this show nothing.</summary>
    public const int Fewest = 9;

    // What a part may use more at the end than at the beginning: a quarter, and what comes and goes with the load of the moment.
    private const double Share = 1.25;

    /// <summary>The growth of one measure; null when there are too few samples.</summary>
    /// <param name="values">In the order of their times.</param>
    public static Growth? Of(string part, Measure measure, IReadOnlyList<double> values)
    {
        if (values.Count < Fewest)
        {
            return null;
        }

        var third = values.Count / 3;
        var (early, late) = (Median([.. values.Take(third)]), Median([.. values.TakeLast(third)]));
        return new(part, measure, early, late, values.Max(), late <= (early * Share) + Slack(measure));
    }

    /// <summary>The growth of every measure of every part that is not a stand-in: those keep all they were given.</summary>
    public static IEnumerable<Growth> OfProcesses(IEnumerable<ProcessSample> samples, IReadOnlySet<string> standIns) =>
        from sample in samples
        where sample.AgeSeconds >= Warm.TotalSeconds && !standIns.Contains(sample.Part)
        group sample by sample.Part into part
        from growth in new[]
        {
            Of(part.Key, Measure.Memory, [.. part.Select(sample => (double)sample.MemoryBytes)]),
            Of(part.Key, Measure.Threads, [.. part.Select(sample => (double)sample.Threads)]),
            Of(part.Key, Measure.Handles, [.. part.Select(sample => (double)sample.Handles)]),
        }
        where growth is not null
        select growth;

    private static double Slack(Measure measure) => measure switch
    {
        Measure.Memory => 48 << 20,
        Measure.Threads => 16,
        Measure.Handles => 64,
        _ => 2048,
    };

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values.Length % 2 == 1 ? values[values.Length / 2] : (values[(values.Length / 2) - 1] + values[values.Length / 2]) / 2;
    }
}
