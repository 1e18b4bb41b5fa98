namespace OrleansFailover.Drill.Canaries;

/// <summary>What one look through a region came to.</summary>
/// <param name="Bytes">How much was read in each place.</param>
/// <param name="Free">How often a free customer's canary was found in each place: that it reads what is there.</param>
/// <param name="Found">How many different canaries of restricted customers were found.</param>
internal sealed record CanaryLook(IReadOnlyDictionary<HoldingPlace, long> Bytes, IReadOnlyDictionary<HoldingPlace, int> Free, int Found);
