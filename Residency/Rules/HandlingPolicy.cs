using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Regional;

namespace OrleansFailover.Residency.Rules;

/// <summary>Decides what a region does with what a sender says. Pure.</summary>
public static class HandlingPolicy
{
    /// <param name="decision">Where the sender belongs.</param>
    /// <param name="here">The region that decides.</param>
    /// <param name="healthOf">How <paramref name="here"/> sees a home region. Only one that is <see cref="PeerHealth.Unhealthy"/> counts as down.</param>
    public static HandlingStep Decide(ResidencyDecision decision, RegionId here, Func<RegionId, PeerHealth> healthOf)
    {
        ArgumentNullException.ThrowIfNull(decision);
        ArgumentNullException.ThrowIfNull(healthOf);
        if (decision.IsHome(here))
        {
            return new(Handling.Process);
        }

        // One that is certainly up comes before one that may be.
        var up = decision.Home.Where(home => healthOf(home) is not PeerHealth.Unhealthy).ToList();
        return up.Count > 0 ? new(Handling.HandOver, up.Find(home => healthOf(home) is PeerHealth.Healthy) is { Name: not null } healthy ? healthy : up[0])
            : new(decision.Mode is AwayMode.Deny ? Handling.Hold : Handling.Mask);
    }
}
