namespace OrleansFailover.Simulation.Runs;

/// <summary>A run as text.</summary>
internal static class Report
{
    private const int MostExamples = 6;

    /// <summary>The plan, and what it broke.</summary>
    public static string Of(SimulationResult result) =>
        $"{result.Plan.Show()}\n{string.Join('\n', result.Failures.Take(MostExamples).Select(finding => $"  {finding.Promise}: {finding.Example}"))}";
}
