using StackExchange.Redis;

namespace OrleansFailover.RegionalState.Standby;

/// <summary>The clock of a Redis server, by which it stamps what it keeps.</summary>
internal static class RedisClock
{
    /// <summary>Unix time in ms.</summary>
    public static async Task<long> NowAsync(IDatabase redis)
    {
        var time = await redis.ExecuteAsync("TIME");
        return ((long)time[0] * 1000) + ((long)time[1] / 1000);
    }
}
