using System.Globalization;
using StackExchange.Redis;

namespace OrleansFailover.RegionalState.Standby;

/// <summary>How much memory a Redis server uses, from its <c>INFO memory</c>.</summary>
internal static class RedisMemory
{
    // Redis says it in one line; Garnet in one line a store.
    private const string Redis = "used_memory:";
    private static readonly string[] Garnet = ["total_store_size:", "total_main_store_size:", "total_object_store_size:"];

    /// <summary>Bytes; null when the server does not say, or lets this user not ask.</summary>
    public static async Task<long?> UsedAsync(IDatabase redis)
    {
        try
        {
            return Of((string?)await redis.ExecuteAsync("INFO", "memory") ?? "");
        }
        catch (RedisServerException)
        {
            return null;
        }
    }

    /// <summary>Bytes from the text of the answer; null when no line says it.</summary>
    public static long? Of(string info)
    {
        long? stores = null;
        foreach (var line in info.AsSpan().EnumerateLines())
        {
            if (ValueOf(line, Redis) is { } used)
            {
                return used;
            }

            foreach (var name in Garnet)
            {
                stores = ValueOf(line, name) is { } size ? (stores ?? 0) + size : stores;
            }
        }

        return stores;
    }

    private static long? ValueOf(ReadOnlySpan<char> line, string name) =>
        line.StartsWith(name, StringComparison.Ordinal) && long.TryParse(line[name.Length..].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
