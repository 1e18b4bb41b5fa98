using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.RegionalState.Regions;

namespace OrleansFailover.Simulation.Tests.Redis;

/// <summary>Says of the peer what the test sets.</summary>
internal sealed class ToldHealth : IPeerHealth
{
    public PeerHealth Health { get; set; } = PeerHealth.Healthy;

    public long? Newest { get; set; }

    public PeerHealth Of(RegionId region) => Health;

    public long? NewestIncarnationOf(RegionId region) => Newest;

    public bool IsRecovering(RegionId region) => false;

    public DateTimeOffset? SilentSince(RegionId region) => null;
}
