using System.Globalization;
using OrleansFailover.RegionalState.Cosmos;
using OrleansFailover.RegionalState.Storage;
using OrleansFailover.Simulation.Kernel;
using OrleansFailover.Simulation.Network;

namespace OrleansFailover.Simulation.Store;

/// <summary>One process's client of its region's replica.</summary>
/// <param name="written">Called with each accepted write, to replicate it.</param>
/// <param name="wallClock">The region's clock.</param>
internal sealed class SimulatedDocuments(
    Life life, Link link, Replica replica, TimeSpan bound, Action<Document> written, Func<DateTimeOffset> wallClock, ETags etags) : IDocumentStore
{
    public async ValueTask<StoredDocument?> ReadAsync(string key, string id, CancellationToken cancellationToken)
    {
        try
        {
            var found = await link.CallAsync(life, bound, () => replica.Find(key, id));
            return found is null ? null : new StoredDocument(found.Content, found.ETag);
        }
        catch (TimeoutException exception)
        {
            throw new StoreReadException("The simulated store did not answer.", exception);
        }
    }

    public async ValueTask<StoreWriteResult> WriteAsync(
        string key, string id, ReadOnlyMemory<byte> content, string? etag, CancellationToken cancellationToken)
    {
        var copy = content.ToArray();
        try
        {
            return await link.CallAsync(life, bound, () =>
            {
                if (replica.Find(key, id)?.ETag != etag)
                {
                    return new StoreWriteResult(StoreWriteOutcome.LostETag, null, "simulated");
                }

                var document = new Document(key, id, copy, etags.Next(), wallClock().ToUnixTimeMilliseconds());
                replica.Put(document);
                written(document);
                return new StoreWriteResult(StoreWriteOutcome.Accepted, document.ETag, "simulated");
            });
        }
        catch (TimeoutException exception)
        {
            return new StoreWriteResult(StoreWriteOutcome.Unknown, null, "simulated", exception);
        }
    }

    public ValueTask<StoreWriteResult> DeleteAsync(string key, string id, string etag, CancellationToken cancellationToken) =>
        throw new NotSupportedException("No conversation is ever deleted.");
}

/// <summary>ETags of one world.</summary>
internal sealed class ETags
{
    private long last;

    public string Next() => (++last).ToString(CultureInfo.InvariantCulture);
}
