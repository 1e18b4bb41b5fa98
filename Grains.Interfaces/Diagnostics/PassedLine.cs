namespace OrleansFailover.Grains.Interfaces.Diagnostics;

/// <summary>A line that is let through.</summary>
/// <param name="Count">What it is about, together with the lines before it that were left out.</param>
/// <param name="Suppressed">How many lines of its kind were left out since the one before.</param>
public readonly record struct PassedLine(long Count, int Suppressed);
