using System.Runtime.CompilerServices;
using OrleansFailover.Drill.Cluster;
using StackExchange.Redis;

namespace OrleansFailover.Drill.Canaries;

/// <summary>Every key of a region's Redis, with all that is under it.</summary>
internal static class HeldRedis
{
    private const int PageSize = 500;

    /// <exception cref="InvalidOperationException">There is a type of value that this does not read: it would not have been searched.</exception>
    public static async IAsyncEnumerable<Holding> ReadAsync(RegionPlan plan, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(plan.Redis);
        var database = connection.GetDatabase();
        foreach (var server in connection.GetServers())
        {
            await foreach (var key in server.KeysAsync(pageSize: PageSize).WithCancellation(cancellationToken))
            {
                using var content = new MemoryStream();
                Add(content, key.ToString());
                foreach (var value in await ValuesAsync(database, key))
                {
                    Add(content, value);
                }

                yield return new(HoldingPlace.Redis, key.ToString(), content.ToArray());
            }
        }
    }

    private static async Task<IEnumerable<RedisValue>> ValuesAsync(IDatabase database, RedisKey key) => await database.KeyTypeAsync(key) switch
    {
        // Gone since its name was read.
        RedisType.None => [],
        RedisType.String => [await database.StringGetAsync(key)],
        RedisType.Hash => (await database.HashGetAllAsync(key)).SelectMany(entry => new[] { entry.Name, entry.Value }),
        RedisType.Set => await database.SetMembersAsync(key),
        RedisType.SortedSet => (await database.SortedSetRangeByRankWithScoresAsync(key)).Select(entry => entry.Element),
        RedisType.List => await database.ListRangeAsync(key),
        var type => throw new InvalidOperationException($"The key {key} holds a {type}, which is not read."),
    };

    // A line feed between two values: nothing that is found reaches over it.
    private static void Add(MemoryStream content, RedisValue value)
    {
        if (((byte[]?)value) is { } bytes)
        {
            content.Write(bytes);
        }

        content.WriteByte((byte)'\n');
    }
}
