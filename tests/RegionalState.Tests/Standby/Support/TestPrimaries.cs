using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.RegionalState.Regions;

namespace OrleansFailover.RegionalState.Tests.Standby.Support;

/// <summary>The primary region as a test says, the first one unless it does.</summary>
internal sealed class TestPrimaries(RegionId first) : IPrimaryRegionPolicy
{
    public RegionId Primary { get; set; } = first;

    public RegionId? Previous { get; set; }

    /// <summary>Called with every question for the primary.</summary>
    public Action OnAsked { get; set; } = () => { };

    public RegionId PrimaryOf(string key)
    {
        OnAsked();
        return Primary;
    }

    public RegionId? PreviousPrimaryOf(string key) => Previous;
}
