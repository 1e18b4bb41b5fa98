using OrleansFailover.Simulation.Plans;

namespace OrleansFailover.Simulation.Runs;

/// <summary>What came of a run.</summary>
/// <param name="Findings">What was broken, excused or not.</param>
/// <param name="Checked">How many verdicts there were.</param>
/// <param name="Simulated">How much time passed in the world.</param>
/// <param name="Digest">The same for the same steps.</param>
internal sealed record SimulationResult(
    SimulationPlan Plan, IReadOnlyList<Finding> Findings, int Checked, TimeSpan Simulated, long Steps, ulong Digest)
{
    /// <summary>What should have been kept.</summary>
    public IEnumerable<Finding> Failures => Findings.Where(finding => finding.Excuse is null);

    /// <summary>The promises that should have been kept and were not.</summary>
    public IReadOnlyList<string> Broken => [.. Failures.Select(finding => finding.Promise).Distinct()];

    public bool IsClean => !Failures.Any();
}
