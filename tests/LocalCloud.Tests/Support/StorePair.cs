using Microsoft.Azure.Cosmos;

namespace OrleansFailover.LocalCloud.Tests.Support;

/// <summary>Two joined regions without Redis and Kafka, with one container, and a pinned client for each.</summary>
internal sealed class StorePair : IAsyncDisposable
{
    private readonly List<CosmosClient> _clients = [];

    private StorePair(LocalCloudPair cloud)
    {
        Cloud = cloud;
        East = Clients.ContainerOf(Track(Clients.Pinned(cloud.First)));
        West = Clients.ContainerOf(Track(Clients.Pinned(cloud.Second)));
    }

    public LocalCloudPair Cloud { get; }

    public Container East { get; }

    public Container West { get; }

    public static async Task<StorePair> StartAsync(Action<LocalCloudSettings>? configure = null)
    {
        var cloud = await LocalCloudPair.StartAsync(
            settings =>
            {
                settings.RedisEnabled = false;
                settings.KafkaEnabled = false;
                settings.ReplicationLag = TimeSpan.Zero;
                configure?.Invoke(settings);
            },
            TestContext.Current.CancellationToken);
        var pair = new StorePair(cloud);
        await Clients.CreateContainerAsync(pair.East.Database.Client);
        return pair;
    }

    public CosmosClient Track(CosmosClient client)
    {
        _clients.Add(client);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
        {
            client.Dispose();
        }

        await Cloud.DisposeAsync();
    }
}
