using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.Simulation.Regions;

/// <summary>An event that only one region had.</summary>
/// <param name="Holder">The region whose log has it.</param>
/// <param name="Since">When that was known: the copy missed its bound, or was lost with the other region's Redis.</param>
internal sealed record UncopiedEvent(MessageId Id, Region Holder, TimeSpan Since);
