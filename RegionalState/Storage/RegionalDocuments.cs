using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.RegionalState.Cosmos;
using OrleansFailover.RegionalState.Documents;

namespace OrleansFailover.RegionalState.Storage;

/// <summary>The documents of a storage's joinable state.</summary>
/// <param name="stores">Taken at the first fold: the stores need the last turns, whose owner may itself need these documents.</param>
internal sealed class RegionalDocuments(IDocumentStore documents, RegionalDocumentCodec codec, Lazy<StateStores> stores) : IRegionalDocuments
{
    public async ValueTask<(RegionalDocument Document, string ETag)?> ReadAsync(string key, RegionId region, CancellationToken cancellationToken) =>
        await documents.ReadAsync(key, region.Name, cancellationToken) is { } stored
            ? (codec.ReadHeader(stored.Content), stored.ETag)
            : null;

    public ValueTask FoldInAsync(RegionalDocument copy, CancellationToken cancellationToken) => stores.Value.FoldTarget().FoldInAsync(copy, cancellationToken);
}
