using System.Text;
using Microsoft.Extensions.Options;
using OrleansFailover.Grains.Interfaces.Identity;
using StackExchange.Redis;

namespace OrleansFailover.RegionalState.Standby;

/// <summary>The names of the Redis keys. The shard is the hash tag, so one script may touch a conversation's keys and its shard's indexes.</summary>
internal sealed class StandbyKeys(IOptions<StandbyOptions> options)
{
    private readonly string prefix = options.Value.KeyPrefix;
    private readonly int shards = options.Value.IndexShards;

    public RedisKey Incarnation => $"{prefix}:incarnation";

    /// <summary>The highest incarnation this Redis has known; never expires, so a clock that was set back cannot draw an older one.</summary>
    public RedisKey LastIncarnation => $"{prefix}:incarnation:last";

    public RedisKey Refilled => $"{prefix}:refilled";

    /// <summary>Hash: for each peer, how many last turns it did not get. A refill that sees it change walks again.</summary>
    public RedisKey Unshielded => $"{prefix}:unshielded";

    /// <summary>Hash: for each peer, how many acked events it did not get, and which may stand in this region's own lists. Counted down by the refill that mends it.</summary>
    public RedisKey Uncopied => $"{prefix}:uncopied";

    public RedisKey Turn(string key) => $"{prefix}:turn:{{{ShardOf(key)}}}:{key}";

    public RedisKey TurnIndex(int shard) => $"{prefix}:turn-index:{{{shard}}}";

    public RedisKey Pending(string key) => $"{prefix}:pending:{{{ShardOf(key)}}}:{key}";

    public RedisKey PendingIndex(int shard) => $"{prefix}:pending-index:{{{shard}}}";

    /// <summary>As <see cref="PendingIndex"/>, of what this region acked itself.</summary>
    public RedisKey OwnIndex(int shard) => $"{prefix}:own-index:{{{shard}}}";

    /// <summary>A conversation's pending events and the indexes that name it, as the scripts take them.</summary>
    public RedisKey[] PendingWithIndexes(string key)
    {
        var shard = ShardOf(key);
        return [Pending(key), PendingIndex(shard), OwnIndex(shard)];
    }

    public RedisKey Claims(string key) => $"{prefix}:claims:{{{ShardOf(key)}}}:{key}";

    public RedisKey Region(RegionId region) => $"{prefix}:region:{region.Name}";

    /// <summary>String: a note of one host of this region to the others.</summary>
    public RedisKey Note(string name) => $"{prefix}:note:{name}";

    public RedisKey Lease(string work) => $"{prefix}:lease:{work}";

    /// <summary>FNV-1a: the same shard in every process, region and release.</summary>
    public int ShardOf(string key)
    {
        var hash = 2166136261u;
        foreach (var octet in Encoding.UTF8.GetBytes(key))
        {
            hash = (hash ^ octet) * 16777619u;
        }

        return (int)(hash % (uint)shards);
    }
}
