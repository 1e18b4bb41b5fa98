using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.RegionalState.Documents;
using OrleansFailover.RegionalState.Regions;

namespace OrleansFailover.Simulation.Tests.Redis;

/// <summary>A replica that holds what a test writes into it.</summary>
internal sealed class MemoryDocuments : IRegionalDocuments, IHeartbeatDocuments
{
    private readonly Dictionary<(string Key, RegionId Region), RegionalDocument> documents = [];

    public void Write(RegionalDocument document) => documents[(document.Key, document.Region)] = document;

    public ValueTask<(RegionalDocument Document, string ETag)?> ReadAsync(string key, RegionId region, CancellationToken cancellationToken) =>
        ValueTask.FromResult<(RegionalDocument, string)?>(documents.TryGetValue((key, region), out var document) ? (document, "etag") : null);

    public ValueTask FoldInAsync(RegionalDocument copy, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<bool> WriteAsync(RegionId region, HeartbeatDocument heartbeat, CancellationToken cancellationToken) => ValueTask.FromResult(true);

    public ValueTask<HeartbeatDocument?> ReadAsync(RegionId region, CancellationToken cancellationToken) => ValueTask.FromResult<HeartbeatDocument?>(null);
}
