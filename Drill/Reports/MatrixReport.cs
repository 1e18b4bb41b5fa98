using OrleansFailover.Drill.Cluster;
using OrleansFailover.Drill.Scenarios;

namespace OrleansFailover.Drill.Reports;

/// <summary>The report of several runs.</summary>
/// <param name="AsExpected">True when every promise held and every control broke.</param>
/// <param name="Runs">The runs with every protection.</param>
/// <param name="Controls">The runs without some.</param>
public sealed record MatrixReport(bool AsExpected, IReadOnlyList<DrillReport> Runs, IReadOnlyList<DrillReport> Controls)
{
    internal static MatrixReport Of(IReadOnlyList<RunResult> results) => new(
        results.All(result => result.IsAsExpected),
        [.. results.Where(result => result.Settings.Without is Protections.None).Select(ReportBuilder.Build)],
        [.. results.Where(result => result.Settings.Without is not Protections.None).Select(ReportBuilder.Build)]);
}
