using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansFailover.Drill.Cluster;
using OrleansFailover.RegionalState.Cosmos;
using OrleansFailover.RegionalState.Storage;

namespace OrleansFailover.Load.Probes;

/// <summary>The store alone, with the product's own client, on documents like those of the conversations that are measured.</summary>
internal sealed class StoreProbe : IDisposable
{
    private const string Region = "probe";

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly PinnedCosmosClient _client;
    private readonly CosmosDocumentStore _store;
    private readonly TimeProvider _time;
    private readonly JsonObject _sample;
    private readonly Dictionary<string, string?> _etags = new(StringComparer.Ordinal);

    private StoreProbe(RegionPlan plan, JsonObject sample, TimeProvider time)
    {
        (_sample, _time) = (sample, time);
        var options = new RegionalCosmosStorageOptions
        {
            Endpoint = plan.Cosmos,
            Key = "bG9jYWwtY2xvdWQgdGFrZXMgYW55IGtleQ==",
            Database = "conversations",
            Container = "probe",
            ConnectionMode = ConnectionMode.Gateway,
            CreateIfMissing = true,
        };
        _client = new PinnedCosmosClient("probe", options, _services, NullLogger<PinnedCosmosClient>.Instance);
        _store = new CosmosDocumentStore(_client, new RegionalStoreMetrics(_services.GetRequiredService<IMeterFactory>()), time);
    }

    /// <param name="sample">The document that all are made of.</param>
    public static async Task<StoreProbe> StartAsync(RegionPlan plan, JsonObject sample, TimeProvider time, CancellationToken cancellationToken)
    {
        var probe = new StoreProbe(plan, sample, time);
        await probe._client.StartAsync(cancellationToken);
        return probe;
    }

    /// <summary>How long one write takes: of a document that is there, under its ETag.</summary>
    public async Task<TimeSpan> WriteOneAsync(CancellationToken cancellationToken)
    {
        await EnsureAsync("one", cancellationToken);
        var document = Document("one");
        var started = _time.GetTimestamp();
        await WriteAsync("one", document, cancellationToken);
        return _time.GetElapsedTime(started);
    }

    /// <summary>How long so many writes take, spread over documents, of which each is written by one writer at a time.</summary>
    public async Task<TimeSpan> WriteManyAsync(int writes, int documents, CancellationToken cancellationToken)
    {
        var keys = Enumerable.Range(0, documents).Select(number => string.Create(CultureInfo.InvariantCulture, $"many-{number}")).ToList();
        foreach (var key in keys)
        {
            await EnsureAsync(key, cancellationToken);
        }

        var contents = keys.ToDictionary(key => key, Document);
        var started = _time.GetTimestamp();
        await Task.WhenAll(keys.Select((key, index) => Task.Run(
            async () =>
            {
                for (var write = index; write < writes; write += documents)
                {
                    await WriteAsync(key, contents[key], cancellationToken);
                }
            },
            cancellationToken)));
        return _time.GetElapsedTime(started);
    }

    /// <summary>Puts documents into the container of the conversations, for users who never write.</summary>
    public async Task FillAsync(RegionPlan plan, int count, int writers, CancellationToken cancellationToken)
    {
        var options = new RegionalCosmosStorageOptions
        {
            Endpoint = plan.Cosmos,
            Key = _client.Options.Key,
            Database = _client.Options.Database,
            Container = "conversations",
            ConnectionMode = ConnectionMode.Gateway,
        };
        using var client = new PinnedCosmosClient("fill", options, _services, NullLogger<PinnedCosmosClient>.Instance);
        var store = new CosmosDocumentStore(client, new RegionalStoreMetrics(_services.GetRequiredService<IMeterFactory>()), _time);
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = writers, CancellationToken = cancellationToken }, async (number, token) =>
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"whatsapp/106540352242922/1666{number:0000000}");
            var result = await store.WriteAsync(key, plan.Name, Document(key, plan.Name), etag: null, token);
            Check(result);
        });
    }

    public void Dispose()
    {
        _client.Dispose();
        _services.Dispose();
    }

    private async Task EnsureAsync(string key, CancellationToken cancellationToken)
    {
        if (!_etags.ContainsKey(key))
        {
            _etags[key] = null;
            await WriteAsync(key, Document(key), cancellationToken);
        }
    }

    private async Task WriteAsync(string key, byte[] document, CancellationToken cancellationToken)
    {
        var result = await _store.WriteAsync(key, Region, document, _etags[key], cancellationToken);
        Check(result);
        lock (_etags)
        {
            _etags[key] = result.ETag;
        }
    }

    private static void Check(StoreWriteResult result)
    {
        if (result.Outcome is not StoreWriteOutcome.Accepted)
        {
            throw new InvalidOperationException($"The store answered {result.Outcome}.");
        }
    }

    private byte[] Document(string key) => Document(key, Region);

    private byte[] Document(string key, string id)
    {
        var document = (JsonObject)_sample.DeepClone();
        (document["id"], document["pk"]) = (id, key);
        return Encoding.UTF8.GetBytes(document.ToJsonString());
    }
}
