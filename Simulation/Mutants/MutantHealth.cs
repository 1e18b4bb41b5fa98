using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.RegionalState.Regions;

namespace OrleansFailover.Simulation.Mutants;

/// <summary>A health that jumps to conclusions, or that knows of no lives.</summary>
internal sealed class MutantHealth(Mutant mutant, PeerMonitor monitor) : IPeerHealth
{
    public PeerHealth Of(RegionId region) =>
        monitor.Of(region) is var health && mutant == Mutant.OneStaleHeartbeat && health == PeerHealth.Inconclusive ? PeerHealth.Unhealthy : health;

    public long? NewestIncarnationOf(RegionId region) => mutant == Mutant.NoIncarnation ? null : monitor.NewestIncarnationOf(region);

    public bool IsRecovering(RegionId region) => monitor.IsRecovering(region);

    public DateTimeOffset? SilentSince(RegionId region) => monitor.SilentSince(region);
}
