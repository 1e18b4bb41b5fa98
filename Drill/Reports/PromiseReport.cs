namespace OrleansFailover.Drill.Reports;

/// <summary>How a promise fared.</summary>
/// <param name="Checked">How many verdicts there were.</param>
/// <param name="Broken">How many of them broke it.</param>
/// <param name="Counted">How many more broke it in a way that the fault can bring about whatever a program does.</param>
/// <param name="Examples">The first broken ones.</param>
public sealed record PromiseReport(int Checked, int Broken, int Counted, IReadOnlyList<string> Examples);
