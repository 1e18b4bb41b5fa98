namespace OrleansFailover.Drill.Soak;

/// <summary>How a measure of one part went over the soak.</summary>
/// <param name="Early">The median of the first third of its samples.</param>
/// <param name="Late">The median of the last third.</param>
/// <param name="Highest">The highest of all.</param>
/// <param name="IsFlat">True when it has not grown past its tolerance.</param>
public sealed record Growth(string Part, Measure Measure, double Early, double Late, double Highest, bool IsFlat);
