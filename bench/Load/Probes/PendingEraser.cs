using OrleansFailover.Drill.Cluster;
using StackExchange.Redis;

namespace OrleansFailover.Load.Probes;

/// <summary>Takes pending events out of the regions' Redis, where no turn will: otherwise each slot would find more of them than the one before.</summary>
internal static class PendingEraser
{
    private static readonly string[] Patterns = ["standby:pending:*", "standby:pending-index:*", "standby:own-index:*"];

    public static async Task EraseAsync(IEnumerable<RegionPlan> regions)
    {
        foreach (var region in regions)
        {
            await using var redis = await ConnectionMultiplexer.ConnectAsync(region.Redis);
            var server = redis.GetServers()[0];
            var database = redis.GetDatabase();
            foreach (var pattern in Patterns)
            {
                var keys = new List<RedisKey>();
                await foreach (var key in server.KeysAsync(pattern: pattern, pageSize: 1000))
                {
                    keys.Add(key);
                }

                foreach (var some in keys.Chunk(500))
                {
                    await database.KeyDeleteAsync(some);
                }
            }
        }
    }
}
