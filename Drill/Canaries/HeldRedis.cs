using System.Runtime.CompilerServices;
using OrleansFailover.Drill.Cluster;
using OrleansFailover.RegionalState.Documents;
using OrleansFailover.RegionalState.Standby;
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
                    foreach (var form in Forms(value))
                    {
                        Add(content, form);
                    }
                }

                yield return new(HoldingPlace.Redis, key.ToString(), content.ToArray());
            }
        }
    }

    /// <summary>A value as it is kept, and a last turn also as it reads: it is packed, so that nothing would be found in it.</summary>
    public static IEnumerable<RedisValue> Forms(RedisValue value)
    {
        yield return value;
        byte[]? document = null;
        try
        {
            document = ((byte[]?)value) is { } bytes ? PackedCopy.Unpack(bytes) : null;
        }
        catch (Exception exception) when (exception is InvalidDataException or NewerSchemaException)
        {
            // It is something else.
        }

        if (document is not null)
        {
            yield return document;
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
