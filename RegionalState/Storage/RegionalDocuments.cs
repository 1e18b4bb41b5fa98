using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.RegionalState.Documents;

namespace OrleansFailover.RegionalState.Storage;

/// <summary>The documents of a storage's joinable state.</summary>
internal sealed class RegionalDocuments(StoreParts parts, StateStores stores) : IRegionalDocuments
{
    public async ValueTask<(RegionalDocument Document, string ETag)?> ReadAsync(string key, RegionId region, CancellationToken cancellationToken) =>
        await parts.Documents.ReadAsync(key, region.Name, cancellationToken) is { } stored
            ? (parts.Codec.ReadHeader(stored.Content), stored.ETag)
            : null;

    public ValueTask FoldInAsync(RegionalDocument copy, CancellationToken cancellationToken) => stores.FoldTarget().FoldInAsync(copy, cancellationToken);
}
