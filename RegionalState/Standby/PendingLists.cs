using Microsoft.Extensions.Options;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Regional;
using StackExchange.Redis;

namespace OrleansFailover.RegionalState.Standby;

/// <summary>Adds events to a region's pending list of one conversation, each once, in the given order.</summary>
internal sealed class PendingLists(StandbyKeys keys, IOptions<StandbyOptions> options)
{
    // Keeps one script short; a Redis runs nothing else meanwhile.
    private const int EventsPerCall = 256;

    private readonly int maxPerShard = (options.Value.MaxPendingConversations + options.Value.IndexShards - 1) / options.Value.IndexShards;

    /// <returns>How many of the events, from the first on, are in the list now.</returns>
    public async ValueTask<int> AddAsync(
        RedisRegion target, string key, IReadOnlyCollection<PendingEvent> events, TimeSpan bound, CancellationToken cancellationToken)
    {
        var answer = await target.TryAsync(redis => AddAsync(redis, key, events), bound, cancellationToken);
        return answer.Answered ? answer.Value : 0;
    }

    /// <summary>Removes events from the list.</summary>
    /// <returns>False when the Redis did not answer.</returns>
    public async ValueTask<bool> RemoveAsync(RedisRegion target, string key, IReadOnlyCollection<MessageId> events, CancellationToken cancellationToken)
    {
        // The step that removes events with the write of a turn, without the turn: no document, no vector.
        var shard = keys.ShardOf(key);
        RedisKey[] touched = [keys.Turn(key), keys.TurnIndex(shard), keys.Pending(key), keys.PendingIndex(shard)];
        List<RedisValue> arguments = [key, "", "", "", 0, 0];
        ScriptArguments.AddMessages(arguments, events);
        RedisValue[] values = [.. arguments];
        return (await target.TryAsync(redis => redis.ScriptEvaluateAsync(StandbyScripts.WriteTurn, touched, values), cancellationToken)).Answered;
    }

    /// <summary>One conversation's pending events in the order of acking.</summary>
    public async ValueTask<RedisAnswer<IReadOnlyList<PendingEvent>>> ReadAsync(RedisRegion source, string key, CancellationToken cancellationToken)
    {
        var hash = await source.TryAsync(redis => redis.HashGetAllAsync(keys.Pending(key)), cancellationToken);
        return hash.Answered
            ? new(true, [.. hash.Value!.Where(entry => entry.Name.StartsWith(StandbyScripts.MessagePrefix)).Select(ReadEntry).OrderBy(entry => entry.KeptAt)])
            : default;
    }

    /// <inheritdoc cref="AddAsync(RedisRegion, string, IReadOnlyCollection{PendingEvent}, TimeSpan, CancellationToken)"/>
    public async Task<int> AddAsync(IDatabase redis, string key, IReadOnlyCollection<PendingEvent> events)
    {
        RedisKey[] touched = [keys.Pending(key), keys.PendingIndex(keys.ShardOf(key))];
        var calls = new List<Task<RedisResult>>(1);
        foreach (var part in events.Chunk(EventsPerCall))
        {
            var arguments = new List<RedisValue>(3 + (part.Length * 3)) { key, options.Value.MaxPendingPerConversation, maxPerShard };
            foreach (var entry in part)
            {
                ScriptArguments.AddPending(arguments, entry);
            }

            calls.Add(redis.ScriptEvaluateAsync(StandbyScripts.AddPending, touched, [.. arguments]));
        }

        var refused = await Task.WhenAll(calls);
        return events.Count - refused.Sum(result => (int)result);
    }

    private static PendingEvent ReadEntry(HashEntry entry) =>
        ScriptArguments.ReadPending(((string)entry.Name!)[StandbyScripts.MessagePrefix.Length..], (byte[])entry.Value!);
}
