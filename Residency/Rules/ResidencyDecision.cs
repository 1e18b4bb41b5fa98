using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.Residency.Rules;

/// <summary>Where a sender belongs.</summary>
/// <param name="Rule">The name of the rule that matched; null when none did, or when the zone was read from a masked id.</param>
/// <param name="Zone">The zone, or null for a sender without one.</param>
/// <param name="Home">The regions where the sender's content may be readable, in the order of preference.</param>
/// <param name="Mode">What other regions do while no home region is up.</param>
public sealed record ResidencyDecision(string? Rule, string? Zone, IReadOnlyList<RegionId> Home, AwayMode Mode)
{
    /// <summary>True when readable content must not be at rest outside the home regions.</summary>
    public bool IsRestricted => Zone is not null && Mode is not AwayMode.Allow;

    public bool IsHome(RegionId region) => !IsRestricted || Home.Contains(region);
}
