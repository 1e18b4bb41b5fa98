using StackExchange.Redis;

namespace OrleansFailover.LocalCloud.Tests.Redis;

public sealed class RedisPartTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Script_WithHashAndSortedSet_RunsInOneStep()
    {
        await using var region = await StartAsync();
        await using var redis = await ConnectAsync(region);
        var database = redis.GetDatabase();
        const string Script = """
            redis.call('HSET', KEYS[1], 'state', ARGV[1])
            redis.call('ZADD', KEYS[2], ARGV[2], KEYS[1])
            redis.call('RPUSH', KEYS[3], ARGV[1])
            return {redis.call('HGET', KEYS[1], 'state'), redis.call('ZCARD', KEYS[2])}
            """;

        var result = (RedisResult[])(await database.ScriptEvaluateAsync(Script, ["turn", "index", "pending"], ["v1", 5]))!;

        Assert.Equal("v1", (string?)result[0]);
        Assert.Equal(1, (long)result[1]);
        Assert.Equal("v1", (string?)await database.ListGetByIndexAsync("pending", 0));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Outage_DataKeptOrNot_IsThereAgainOrEmpty(bool keepData)
    {
        await using var region = await StartAsync();
        await using (var redis = await ConnectAsync(region))
        {
            await redis.GetDatabase().StringSetAsync("key", "value");

            region.SetRedisOutage(true, keepData);

            await Assert.ThrowsAnyAsync<RedisException>(() => redis.GetDatabase().StringGetAsync("key"));
            await Assert.ThrowsAnyAsync<RedisConnectionException>(() => ConnectAsync(region));
        }

        region.SetRedisOutage(false);
        await using var again = await ConnectAsync(region);

        Assert.Equal(keepData ? "value" : null, (string?)await again.GetDatabase().StringGetAsync("key"));
    }

    [Fact]
    public async Task Start_PortIsTaken_NamesPartAndPort()
    {
        await using var region = await StartAsync();
        var port = int.Parse(region.RedisEndpoint!.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture);

        var failure = await Assert.ThrowsAsync<LocalCloudStartException>(() => StartAsync(port));

        Assert.Equal(("Redis", port), (failure.Part, failure.Port));
    }

    private static Task<LocalCloudRegion> StartAsync(int port = 0) => LocalCloudRegion.StartAsync(
        new LocalCloudSettings { Region = "eastus", KafkaEnabled = false, RedisPort = port, RedisMemoryMegabytes = 64 }, Cancellation);

    private static Task<ConnectionMultiplexer> ConnectAsync(LocalCloudRegion region) =>
        ConnectionMultiplexer.ConnectAsync($"{region.RedisEndpoint},connectTimeout=500,asyncTimeout=1000,connectRetry=1,abortConnect=true");
}
