using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.RegionalState.Regions;

namespace OrleansFailover.Simulation.Mutants;

/// <summary>Every region takes itself for the primary one.</summary>
internal sealed class HomePolicy(RegionMap regions) : IPrimaryRegionPolicy
{
    public RegionId PrimaryOf(string key) => regions.Current;
}
