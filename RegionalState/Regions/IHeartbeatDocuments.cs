using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.RegionalState.Regions;

/// <summary>The heartbeats that travel with the replication of the store.</summary>
internal interface IHeartbeatDocuments
{
    /// <summary>Writes this region's heartbeat with the writer's clock. A failure is told, not thrown.</summary>
    /// <returns>True when the store took it.</returns>
    ValueTask<bool> WriteAsync(RegionId region, HeartbeatDocument heartbeat, CancellationToken cancellationToken);

    /// <summary>A region's heartbeat in this region's replica; null when there is none or the replica did not answer.</summary>
    ValueTask<HeartbeatDocument?> ReadAsync(RegionId region, CancellationToken cancellationToken);
}
