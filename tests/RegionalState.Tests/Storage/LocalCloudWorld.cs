using Microsoft.Azure.Cosmos;
using OrleansFailover.LocalCloud;
using OrleansFailover.LocalCloud.Cosmos;
using OrleansFailover.RegionalState.Cosmos;

namespace OrleansFailover.RegionalState.Tests.Storage;

/// <summary>Two regions of the local cloud, spoken to with the real client.</summary>
internal sealed class LocalCloudWorld(LocalCloudPair pair) : StoreWorld
{
    // Any base64 text: the local cloud asks for a key and takes every one.
    public const string AccountKey = "bG9jYWwtY2xvdWQ=";

    private static readonly CosmosOperation[] Writes = [CosmosOperation.Create, CosmosOperation.Replace, CosmosOperation.Delete];

    public LocalCloudRegion this[string region] => region == East ? pair.First : pair.Second;

    public static async Task<LocalCloudWorld> StartAsync()
    {
        var pair = await LocalCloudPair.StartAsync(
            settings =>
            {
                settings.RedisEnabled = false;
                settings.KafkaEnabled = false;
                settings.ReplicationLag = TimeSpan.Zero;
            },
            CancellationToken.None,
            East,
            West);
        return new LocalCloudWorld(pair);
    }

    public static void Configure(RegionalCosmosStorageOptions options, Uri endpoint)
    {
        options.Endpoint = endpoint;
        options.Key = AccountKey;
        options.ConnectionMode = ConnectionMode.Gateway;
        options.CreateIfMissing = true;
    }

    public override void PauseReplication()
    {
        pair.First.Replication.Pause();
        pair.Second.Replication.Pause();
    }

    public override async Task ReplicateAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        foreach (var region in new[] { pair.First, pair.Second })
        {
            region.Replication.Resume();
            await region.Replication.WaitUntilSentAsync(deadline.Token);
        }
    }

    public override void FailNextWrite(string region, WriteFault fault) => this[region].Faults.Add(fault switch
    {
        WriteFault.ApplyThenUnavailable => new CosmosFault { Kind = CosmosFaultKind.ApplyThenAnswer, Status = 503, Count = 1, Operations = Writes },
        WriteFault.ApplyThenLostETag => new CosmosFault { Kind = CosmosFaultKind.ApplyThenAnswer, Status = 412, Count = 1, Operations = Writes },
        WriteFault.Hang => new CosmosFault { Kind = CosmosFaultKind.Hang, Count = 1, Operations = Writes },
        WriteFault.BusyTwice => new CosmosFault { Status = 429, Count = 2, Operations = Writes },
        _ => new CosmosFault { Status = 503, Count = 1, Operations = Writes },
    });

    public override void SetOutage(string region, bool on) => this[region].SetCosmosOutage(on);

    protected override TestSilo Create(string region, Action<RegionalCosmosStorageOptions> configure) => new(
        region,
        [East, West],
        options =>
        {
            Configure(options, this[region].CosmosEndpoint);
            configure(options);
        });

    protected override Task StartAsync(TestSilo silo) => silo.Client.StartAsync(CancellationToken.None);

    protected override ValueTask StopAsync() => pair.DisposeAsync();
}
