using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.Grains.Interfaces.Regional;

/// <summary>The region that this process runs in.</summary>
public sealed record ThisRegion(RegionId Id);
