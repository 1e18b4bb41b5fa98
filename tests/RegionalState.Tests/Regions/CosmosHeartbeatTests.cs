using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.LocalCloud;
using OrleansFailover.RegionalState.Cosmos;
using OrleansFailover.RegionalState.Regions;
using OrleansFailover.RegionalState.Standby;
using OrleansFailover.RegionalState.Tests.Standby.Support;

namespace OrleansFailover.RegionalState.Tests.Regions;

public sealed class CosmosHeartbeatTests
{
    private static readonly RegionId West = new("west");

    [Fact]
    public async Task Write_ARegionsHeartbeat_IsReadFromTheOtherReplica()
    {
        await using var pair = await LocalCloudPair.StartAsync(settings => (settings.KafkaEnabled, settings.RedisEnabled) = (false, false), Token, "west", "north");
        using var west = Connect(pair.First);
        using var north = Connect(pair.Second);
        await west.StartAsync(Token);
        await north.StartAsync(Token);
        var (writer, reader) = (Documents(west), Documents(north));
        Assert.Null(await reader.ReadAsync(West, Token));

        var written = new HeartbeatDocument(new(1_789_900_000_000, 7, RegionPhase.Recovering), DateTimeOffset.FromUnixTimeMilliseconds(1_789_900_012_500));
        await Poll.UntilAsync("the heartbeat has replicated", async () => await writer.WriteAsync(West, written, Token) && await reader.ReadAsync(West, Token) == written);

        pair.Second.SetCosmosOutage(true);
        Assert.Null(await reader.ReadAsync(West, Token));
        Assert.False(await reader.WriteAsync(new RegionId("north"), written, Token));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static CosmosHeartbeatDocuments Documents(PinnedCosmosClient client) => new(
        client, Options.Create(new StandbyOptions { StaleAfter = TimeSpan.FromSeconds(8) }), TimeProvider.System, NullLogger<CosmosHeartbeatDocuments>.Instance);

    private static PinnedCosmosClient Connect(LocalCloudRegion region) => new(
        "states",
        new RegionalCosmosStorageOptions
        {
            Endpoint = region.CosmosEndpoint, Key = Convert.ToBase64String(new byte[64]), ConnectionMode = ConnectionMode.Gateway, CreateIfMissing = true,
        },
        new ServiceCollection().BuildServiceProvider(),
        NullLogger<PinnedCosmosClient>.Instance);
}
