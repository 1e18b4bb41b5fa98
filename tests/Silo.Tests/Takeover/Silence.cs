using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.RegionalState.Regions;

namespace OrleansFailover.Silo.Tests.Takeover;

/// <summary>Every other region has been silent since the time that the test sets.</summary>
internal sealed class Silence : IPeerHealth
{
    public DateTimeOffset? Since { get; set; }

    public PeerHealth Of(RegionId region) => Since is null ? PeerHealth.Healthy : PeerHealth.Unhealthy;

    public long? NewestIncarnationOf(RegionId region) => null;

    public bool IsRecovering(RegionId region) => false;

    public DateTimeOffset? SilentSince(RegionId region) => Since;
}
