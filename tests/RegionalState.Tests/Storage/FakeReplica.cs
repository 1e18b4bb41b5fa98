using System.Collections.Concurrent;
using System.Globalization;
using OrleansFailover.RegionalState.Cosmos;
using OrleansFailover.RegionalState.Storage;

namespace OrleansFailover.RegionalState.Tests.Storage;

/// <summary>One region's replica in memory.</summary>
internal sealed class FakeReplica : IDocumentStore
{
    private static int lastETag;
    private readonly ConcurrentDictionary<(string Key, string Id), StoredDocument> documents = new();
    private readonly ConcurrentQueue<WriteFault> faults = new();

    public Action<(string Key, string Id), StoredDocument?>? Changed { get; set; }

    public bool IsOut { get; set; }

    public void Fail(WriteFault fault) => faults.Enqueue(fault);

    public void Apply((string Key, string Id) name, StoredDocument? document)
    {
        if (document is null)
        {
            documents.TryRemove(name, out _);
        }
        else
        {
            documents[name] = document;
        }
    }

    public ValueTask<StoredDocument?> ReadAsync(string key, string id, CancellationToken cancellationToken) =>
        IsOut ? throw new StoreReadException("out") : new(documents.GetValueOrDefault((key, id)));

    public ValueTask<StoreWriteResult> WriteAsync(
        string key, string id, ReadOnlyMemory<byte> content, string? etag, CancellationToken cancellationToken) =>
        Write((key, id), etag, new StoredDocument(content.ToArray(), $"\"{Interlocked.Increment(ref lastETag).ToString(CultureInfo.InvariantCulture)}\""));

    public ValueTask<StoreWriteResult> DeleteAsync(string key, string id, string etag, CancellationToken cancellationToken) =>
        Write((key, id), etag, null);

    private ValueTask<StoreWriteResult> Write((string Key, string Id) name, string? etag, StoredDocument? document)
    {
        var fault = faults.TryDequeue(out var next) ? next : (WriteFault?)null;
        if (IsOut || fault is WriteFault.Unavailable or WriteFault.Hang)
        {
            return new(new StoreWriteResult(StoreWriteOutcome.Unknown, null, "fake"));
        }

        if (documents.GetValueOrDefault(name)?.ETag != etag)
        {
            return new(new StoreWriteResult(StoreWriteOutcome.LostETag, null, "fake"));
        }

        Apply(name, document);
        Changed?.Invoke(name, document);
        return new(fault switch
        {
            WriteFault.ApplyThenUnavailable => new StoreWriteResult(StoreWriteOutcome.Unknown, null, "fake"),
            WriteFault.ApplyThenLostETag => new StoreWriteResult(StoreWriteOutcome.LostETag, null, "fake"),
            _ => new StoreWriteResult(StoreWriteOutcome.Accepted, document?.ETag, "fake"),
        });
    }
}
