using OrleansFailover.Grains.Interfaces.Regional;

namespace OrleansFailover.RegionalState.Regions;

/// <summary>When a region may take events.</summary>
internal static class ReturnGatePolicy
{
    /// <summary>
    /// Refilled in this life: active. Else active only when every peer counts as down, for nobody can refill it then. A Redis that does
    /// not answer tells nothing: the phase stays.
    /// </summary>
    public static RegionPhase Decide(RegionPhase current, RedisMark mark, IEnumerable<PeerHealth> peers) =>
        mark switch
        {
            RedisMark.Refilled => RegionPhase.Active,
            _ when peers.All(peer => peer == PeerHealth.Unhealthy) => RegionPhase.Active,
            RedisMark.Unknown => current,
            _ => RegionPhase.Recovering,
        };
}
