namespace OrleansFailover.RegionalState.Regions;

/// <summary>What came of reading a note.</summary>
/// <param name="Answered">False when the Redis did not answer.</param>
/// <param name="Text">The note; null when there is none.</param>
public readonly record struct RegionNote(bool Answered, string? Text);
