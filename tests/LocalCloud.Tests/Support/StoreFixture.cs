using Microsoft.Azure.Cosmos;

namespace OrleansFailover.LocalCloud.Tests.Support;

/// <summary>One region without Redis and Kafka, with a container, shared by the tests of a class.</summary>
public sealed class StoreFixture : IAsyncLifetime
{
    public LocalCloudRegion Region { get; private set; } = null!;

    public CosmosClient Client { get; private set; } = null!;

    public Container Container { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var settings = new LocalCloudSettings { Region = "eastus", RedisEnabled = false, KafkaEnabled = false };
        Region = await LocalCloudRegion.StartAsync(settings, TestContext.Current.CancellationToken);
        Client = Clients.Pinned(Region);
        Container = await Clients.CreateContainerAsync(Client);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Region.DisposeAsync();
    }
}
