using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.Residency.Rules;

/// <summary>A place of residency.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Home">The regions that are home to it, in the order of preference.</param>
public sealed record Zone(string Name, IReadOnlyList<RegionId> Home);
