using System.Collections.Concurrent;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.RegionalState.Documents;

namespace OrleansFailover.RegionalState.Tests.Standby.Support;

/// <summary>One region's replica of the store. Replication happens when a test calls <see cref="Write"/> on another one.</summary>
internal sealed class TestReplica(RegionId own, TestCodec codec) : IRegionalDocuments
{
    private readonly ConcurrentDictionary<(string Key, RegionId Region), RegionalDocument> documents = new();

    /// <summary>Called before each read.</summary>
    public Action<string> BeforeRead { get; set; } = _ => { };

    public int Folded { get; private set; }

    public void Write(RegionalDocument document) => documents[(document.Key, document.Region)] = document;

    public ValueTask<(RegionalDocument Document, string ETag)?> ReadAsync(string key, RegionId region, CancellationToken cancellationToken)
    {
        BeforeRead(key);
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult<(RegionalDocument, string)?>(documents.TryGetValue((key, region), out var document) ? (document, "etag") : null);
    }

    public ValueTask FoldInAsync(RegionalDocument copy, CancellationToken cancellationToken)
    {
        var state = codec.ReadState<TestState>(copy);
        if (documents.TryGetValue((copy.Key, own), out var document))
        {
            state = codec.ReadState<TestState>(document).Join(state);
        }

        Write(codec.Encode(copy.Key, own, state.ReadBy($"fold{own.Name}").Write()));
        Folded++;
        return ValueTask.CompletedTask;
    }
}
