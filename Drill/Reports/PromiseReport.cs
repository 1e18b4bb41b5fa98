namespace OrleansFailover.Drill.Reports;

/// <summary>How a promise fared.</summary>
public sealed record PromiseReport(int Checked, int Broken, IReadOnlyList<string> Examples);
