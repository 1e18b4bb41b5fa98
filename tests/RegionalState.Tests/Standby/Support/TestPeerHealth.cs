using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.RegionalState.Regions;

namespace OrleansFailover.RegionalState.Tests.Standby.Support;

/// <summary>Says of every peer what the test sets.</summary>
internal sealed class TestPeerHealth : IPeerHealth
{
    public PeerHealth Health { get; set; } = PeerHealth.Healthy;

    public long? Newest { get; set; }

    public bool Recovering { get; set; }

    public PeerHealth Of(RegionId region) => Health;

    public long? NewestIncarnationOf(RegionId region) => Newest;

    public bool IsRecovering(RegionId region) => Recovering;

    public DateTimeOffset? SilentSince(RegionId region) => null;
}
