namespace OrleansFailover.Drill.Reports;

/// <summary>The report of several runs.</summary>
/// <param name="AsExpected">True when every promise held and every control broke.</param>
/// <param name="Runs">The runs with every protection.</param>
/// <param name="Controls">The runs without one.</param>
public sealed record MatrixReport(bool AsExpected, IReadOnlyList<DrillReport> Runs, IReadOnlyList<DrillReport> Controls);
