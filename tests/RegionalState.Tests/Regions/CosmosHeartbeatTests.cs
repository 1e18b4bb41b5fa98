using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.LocalCloud;
using OrleansFailover.RegionalState.Regions;
using OrleansFailover.RegionalState.Standby;
using OrleansFailover.RegionalState.Tests.Standby.Support;

namespace OrleansFailover.RegionalState.Tests.Regions;

public sealed class CosmosHeartbeatTests
{
    private static readonly RegionId West = new("west");

    [Theory]
    [InlineData("/id")]
    [InlineData("/pk")]
    public async Task Write_ARegionsHeartbeat_IsReadFromTheOtherReplica(string partitionKeyPath)
    {
        await using var pair = await LocalCloudPair.StartAsync(settings => (settings.KafkaEnabled, settings.RedisEnabled) = (false, false), Token, "west", "north");
        using var west = Connect(pair.First);
        using var north = Connect(pair.Second);
        var database = (await west.CreateDatabaseIfNotExistsAsync("regional-state", cancellationToken: Token)).Database;
        await database.CreateContainerIfNotExistsAsync("heartbeats", partitionKeyPath, cancellationToken: Token);
        var (writer, reader) = (Documents(west), Documents(north));
        Assert.Null(await reader.ReadAsync(West, Token));

        var written = new HeartbeatDocument(new(1_789_900_000_000, 7, RegionPhase.Recovering), DateTimeOffset.FromUnixTimeMilliseconds(1_789_900_012_500));
        await Poll.UntilAsync("the heartbeat has replicated", async () => await writer.WriteAsync(West, written, Token) && await reader.ReadAsync(West, Token) == written);

        pair.Second.SetCosmosOutage(true);
        Assert.Null(await reader.ReadAsync(West, Token));
        Assert.False(await reader.WriteAsync(new RegionId("north"), written, Token));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static CosmosHeartbeatDocuments Documents(CosmosClient client) => new(
        client, Options.Create(new StandbyOptions { StaleAfter = TimeSpan.FromSeconds(8) }), TimeProvider.System, NullLogger<CosmosHeartbeatDocuments>.Instance);

    private static CosmosClient Connect(LocalCloudRegion region) => new(
        region.CosmosEndpoint.ToString(),
        Convert.ToBase64String(new byte[64]),
        new CosmosClientOptions { ConnectionMode = ConnectionMode.Gateway, LimitToEndpoint = true });
}
