using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.RegionalState.Regions;

/// <summary>Every conversation prefers the first region of the configured order.</summary>
internal sealed class PrimaryRegion(RegionMap regions) : IPrimaryRegionPolicy
{
    public RegionId PrimaryOf(string key) => regions.All[0];
}
