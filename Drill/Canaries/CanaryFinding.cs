namespace OrleansFailover.Drill.Canaries;

/// <summary>Canaries of one kind that were found in one place in one form.</summary>
/// <param name="When">When was looked.</param>
/// <param name="Region">What region it was.</param>
/// <param name="Place">Where in it.</param>
/// <param name="Kind">What they stand for.</param>
/// <param name="Form">How they stood there.</param>
/// <param name="Canaries">How many different ones.</param>
/// <param name="Hits">How often.</param>
/// <param name="Example">One of them, and what it was in.</param>
internal sealed record CanaryFinding(
    string When, string Region, HoldingPlace Place, CanaryKind Kind, CanaryForm Form, int Canaries, int Hits, string Example);
