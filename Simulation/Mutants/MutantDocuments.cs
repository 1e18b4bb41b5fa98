using OrleansFailover.RegionalState.Cosmos;
using OrleansFailover.Simulation.Regions;

namespace OrleansFailover.Simulation.Mutants;

/// <summary>Mutants of the store: the newest document by the clock stands for all, or a write that asks for no ETag.</summary>
internal sealed class MutantDocuments(Mutant mutant, IDocumentStore documents, Region region) : IDocumentStore
{
    public static IDocumentStore Wrap(Mutant mutant, IDocumentStore documents, Region region) =>
        mutant is Mutant.JoinByWallClock or Mutant.NoETag ? new MutantDocuments(mutant, documents, region) : documents;

    public async ValueTask<StoredDocument?> ReadAsync(string key, string id, CancellationToken cancellationToken)
    {
        var found = await documents.ReadAsync(key, id, cancellationToken);
        if (mutant != Mutant.JoinByWallClock || found is null)
        {
            return found;
        }

        var newest = region.World.Regions.Select(each => region.Replica.Find(key, each.Id.Name)).OfType<Store.Document>().MaxBy(document => document.WrittenAt);
        return newest is null ? found : new StoredDocument(newest.Content, found.ETag);
    }

    public async ValueTask<StoreWriteResult> WriteAsync(
        string key, string id, ReadOnlyMemory<byte> content, string? etag, CancellationToken cancellationToken) =>
        await documents.WriteAsync(key, id, content, mutant == Mutant.NoETag ? region.Replica.Find(key, id)?.ETag : etag, cancellationToken);

    public ValueTask<StoreWriteResult> DeleteAsync(string key, string id, string etag, CancellationToken cancellationToken) =>
        documents.DeleteAsync(key, id, etag, cancellationToken);
}
