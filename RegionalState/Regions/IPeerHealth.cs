using System.Diagnostics.CodeAnalysis;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Regional;

namespace OrleansFailover.RegionalState.Regions;

/// <summary>What this region knows of the others from their heartbeats. Never does I/O.</summary>
public interface IPeerHealth
{
    /// <summary>The decision after the last look. A region that is not configured is Inconclusive; this region itself is Healthy.</summary>
    [SuppressMessage("Naming", "CA1716:Identifiers should not match keywords", Justification = "Reads well where it is used, and nobody implements it in Visual Basic.")]
    PeerHealth Of(RegionId region);

    /// <summary>The newest incarnation heard of, or null when none was. Incarnations of one region rise.</summary>
    long? NewestIncarnationOf(RegionId region);

    /// <summary>
    /// True when the region's newest heartbeat is fresh and says that it recovers: it lives and takes no events. False when this is not known.
    /// </summary>
    bool IsRecovering(RegionId region);

    /// <summary>
    /// When a region was last heard of over either carrier, by this process's clock, once it has missed a heartbeat on both; null while it is heard of, for this region itself and
    /// for one that is not configured. The same time for as long as the silence lasts.
    /// </summary>
    DateTimeOffset? SilentSince(RegionId region);
}
