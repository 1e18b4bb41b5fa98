using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.RegionalState.Regions;

namespace OrleansFailover.Simulation.Exploring;

/// <summary>What a region knows of its peer where there are no heartbeats: what the story says.</summary>
internal sealed class SettledHealth : IPeerHealth
{
    public PeerHealth Peer { get; set; } = PeerHealth.Unhealthy;

    public PeerHealth Of(RegionId region) => Peer;

    public long? NewestIncarnationOf(RegionId region) => null;

    public bool IsRecovering(RegionId region) => false;

    public DateTimeOffset? SilentSince(RegionId region) => null;
}
