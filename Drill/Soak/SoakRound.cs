using OrleansFailover.Drill.Reports;

namespace OrleansFailover.Drill.Soak;

/// <summary>One drill of a soak.</summary>
/// <param name="Scenario">Its name.</param>
/// <param name="Summary">What came of it.</param>
/// <param name="LargestDocument">The largest document of a conversation after it, in bytes; 0 when no region's database answered.</param>
public sealed record SoakRound(string Scenario, RoundSummary Summary, long LargestDocument);
