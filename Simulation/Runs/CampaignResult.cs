namespace OrleansFailover.Simulation.Runs;

/// <summary>What came of many runs.</summary>
/// <param name="Simulated">The time that passed in all worlds together.</param>
/// <param name="Elapsed">The time that it took.</param>
/// <param name="Failures">By seed.</param>
/// <param name="Counted">In how many runs a promise was broken that was not promised there, by promise and excuse.</param>
internal sealed record CampaignResult(
    int Runs,
    TimeSpan Simulated,
    TimeSpan Elapsed,
    long Steps,
    long Checked,
    IReadOnlyList<SimulationResult> Failures,
    IReadOnlyDictionary<(string Promise, string Excuse), int> Counted)
{
    /// <summary>A world has two regions.</summary>
    public double RegionHours => Simulated.TotalHours * 2;

    public double RegionHoursPerMinute => RegionHours / Elapsed.TotalMinutes;
}
