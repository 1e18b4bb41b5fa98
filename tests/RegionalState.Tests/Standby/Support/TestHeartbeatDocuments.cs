using System.Collections.Concurrent;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.RegionalState.Regions;

namespace OrleansFailover.RegionalState.Tests.Standby.Support;

/// <summary>The heartbeat documents of all regions, replicated without a lag.</summary>
internal sealed class TestHeartbeatDocuments : IHeartbeatDocuments
{
    private readonly ConcurrentDictionary<RegionId, HeartbeatDocument> documents = new();

    public ValueTask<bool> WriteAsync(RegionId region, HeartbeatDocument heartbeat, CancellationToken cancellationToken)
    {
        documents[region] = heartbeat;
        return ValueTask.FromResult(true);
    }

    public ValueTask<HeartbeatDocument?> ReadAsync(RegionId region, CancellationToken cancellationToken) =>
        ValueTask.FromResult(documents.GetValueOrDefault(region));
}
