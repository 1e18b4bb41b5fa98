using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Regional;
using StackExchange.Redis;

namespace OrleansFailover.RegionalState.Standby;

/// <summary>
/// A region's pending list of one conversation: each event once, in the given order. A kind is one of the prefixes of <see cref="StandbyScripts"/>.
/// </summary>
internal sealed class PendingLists(StandbyKeys keys, IOptions<StandbyOptions> options, ILogger<PendingLists> logger)
{
    // Keeps one script short; a Redis runs nothing else meanwhile.
    private const int EventsPerCall = 256;

    private readonly int maxPerShard = (options.Value.MaxPendingConversations + options.Value.IndexShards - 1) / options.Value.IndexShards;

    /// <summary>The most events of which a turn is told; none when pending events are off.</summary>
    public int MostPerTurn => options.Value.WithoutPending ? 0 : options.Value.MaxPendingPerTurn;

    /// <returns>How many of the events, from the first on, are in the list now.</returns>
    public async ValueTask<int> AddAsync(
        RedisRegion target, string key, IReadOnlyCollection<PendingEvent> events, TimeSpan bound, CancellationToken cancellationToken)
    {
        var answer = await target.TryAsync(redis => AddAsync(redis, key, events, StandbyScripts.MessagePrefix), bound, cancellationToken);
        return answer.Answered ? answer.Value : 0;
    }

    /// <summary>Removes events from the list.</summary>
    /// <returns>False when the Redis did not answer.</returns>
    public async ValueTask<bool> RemoveAsync(RedisRegion target, string key, IReadOnlyCollection<MessageId> events, CancellationToken cancellationToken)
    {
        // The step that removes events with the write of a turn, without the turn: no document, no vector.
        RedisKey[] touched = [keys.Turn(key), keys.TurnIndex(keys.ShardOf(key)), .. keys.PendingWithIndexes(key)];
        List<RedisValue> arguments = [key, "", "", "", 0, 0];
        ScriptArguments.AddMessages(arguments, events);
        RedisValue[] values = [.. arguments];
        return (await target.TryAsync(redis => redis.ScriptEvaluateAsync(StandbyScripts.WriteTurn, touched, values), cancellationToken)).Answered;
    }

    /// <summary>One conversation's pending events in the order of acking, of the given kinds.</summary>
    public async ValueTask<RedisAnswer<IReadOnlyList<PendingEvent>>> ReadAsync(
        RedisRegion source, string key, IReadOnlyCollection<string> kinds, CancellationToken cancellationToken)
    {
        var hash = await source.TryAsync(redis => redis.HashGetAllAsync(keys.Pending(key)), cancellationToken);
        return hash.Answered
            ? new(true, [.. hash.Value!.Where(entry => kinds.Any(kind => entry.Name.StartsWith(kind))).Select(ReadEntry).OrderBy(entry => entry.KeptAt)])
            : default;
    }

    /// <summary>Reads pairs of id and value, as the scripts give them. What cannot be read is left out.</summary>
    /// <param name="ahead">How far the reader's clock is ahead of that of the Redis.</param>
    public IReadOnlyList<PendingEvent> Read(string key, RedisResult result, TimeSpan ahead)
    {
        var pending = new List<PendingEvent>(result.Length / 2);
        for (var i = 0; i + 1 < result.Length; i += 2)
        {
            try
            {
                var entry = ScriptArguments.ReadPending((string)result[i]!, (byte[])result[i + 1]!);
                pending.Add(entry with { KeptAt = entry.KeptAt + ahead });
            }
            catch (FormatException exception)
            {
                Log.PendingUnreadable(logger, Pseudonym.Of(key), exception);
            }
        }

        return pending;
    }

    /// <summary>Two lists as one, in the order of acking as far as the clocks of two Redis tell it; what is in both keeps its place in the first.</summary>
    public static IReadOnlyList<PendingEvent> Merge(IReadOnlyList<PendingEvent> first, IReadOnlyList<PendingEvent> second)
    {
        var known = first.Select(entry => entry.Id).ToHashSet();
        List<PendingEvent> more = [.. second.Where(entry => !known.Contains(entry.Id))];
        return more.Count == 0 ? first : [.. first.Concat(more).OrderBy(entry => entry.KeptAt)];
    }

    /// <summary>Adds events of one kind, each unless it is there. What another region or a turn adds is no longer its log's alone.</summary>
    /// <inheritdoc cref="AddAsync(RedisRegion, string, IReadOnlyCollection{PendingEvent}, TimeSpan, CancellationToken)"/>
    public async Task<int> AddAsync(IDatabase redis, string key, IReadOnlyCollection<PendingEvent> events, string kind)
    {
        var touched = keys.PendingWithIndexes(key);
        var calls = new List<Task<RedisResult>>(1);
        foreach (var part in events.Chunk(EventsPerCall))
        {
            var arguments = new List<RedisValue>(4 + (part.Length * 3)) { key, options.Value.MaxPendingPerConversation, maxPerShard, kind };
            foreach (var entry in part)
            {
                ScriptArguments.AddPending(arguments, entry);
            }

            calls.Add(redis.ScriptEvaluateAsync(StandbyScripts.AddPending, touched, [.. arguments]));
        }

        var refused = await Task.WhenAll(calls);
        return events.Count - refused.Sum(result => (int)result);
    }

    private static PendingEvent ReadEntry(HashEntry entry) => ScriptArguments.ReadPending(((string)entry.Name!)[StandbyScripts.MessagePrefix.Length..], (byte[])entry.Value!);
}
