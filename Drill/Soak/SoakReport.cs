namespace OrleansFailover.Drill.Soak;

/// <summary>What came of a soak.</summary>
/// <param name="Minutes">How long it was.</param>
/// <param name="Acked">Customers' messages that were acked.</param>
/// <param name="Lost">Verdicts that one was lost.</param>
/// <param name="Broken">Verdicts that any promise was broken past its limits.</param>
public sealed record SoakReport(
    double Minutes,
    int Acked,
    int Lost,
    int Broken,
    IReadOnlyList<SoakRound> Rounds,
    IReadOnlyList<Growth> Growth,
    IReadOnlyList<ProcessSample> Samples)
{
    /// <summary>True when every drill held and nothing grew. A soak too short to show growth shows none.</summary>
    public bool Held => Rounds.All(round => round.Summary.Held) && Growth.All(growth => growth.IsFlat);

    internal static SoakReport Of(TimeSpan duration, IReadOnlyList<SoakRound> rounds, IReadOnlyList<ProcessSample> samples, IReadOnlySet<string> standIns) => new(
        Math.Round(duration.TotalMinutes, 1),
        rounds.Sum(round => round.Summary.Acked),
        rounds.Sum(round => round.Summary.Lost),
        rounds.Sum(round => round.Summary.Broken),
        rounds,
        [
            .. GrowthPolicy.OfProcesses(samples, standIns),
            .. GrowthPolicy.Of("documents", Measure.Document, [.. rounds.Where(round => round.LargestDocument > 0).Select(round => (double)round.LargestDocument)]) is { } documents
                ? new[] { documents }
                : [],
        ],
        samples);
}
