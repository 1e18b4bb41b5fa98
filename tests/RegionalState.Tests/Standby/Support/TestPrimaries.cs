using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.RegionalState.Regions;

namespace OrleansFailover.RegionalState.Tests.Standby.Support;

/// <summary>The primary region as a test says, the first one unless it does.</summary>
internal sealed class TestPrimaries(RegionId first) : IPrimaryRegionPolicy
{
    public RegionId Primary { get; set; } = first;

    public RegionId? Previous { get; set; }

    public RegionId PrimaryOf(string key) => Primary;

    public RegionId? PreviousPrimaryOf(string key) => Previous;
}
