using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.RegionalState.Documents;
using StackExchange.Redis;

namespace OrleansFailover.RegionalState.Standby;

/// <inheritdoc cref="ILastTurns"/>
internal sealed class LastTurns(
    RedisConnections connections,
    StandbyKeys keys,
    IRegionalDocumentCodec codec,
    IOptions<StandbyOptions> options,
    StandbyMetrics metrics,
    ILogger<LastTurns> logger) : ILastTurns
{
    public async ValueTask<IReadOnlyList<RegionalDocument>> ReadAsync(string key, CancellationToken cancellationToken)
    {
        if (options.Value.WithoutLastTurns)
        {
            return [];
        }

        // Every region's Redis has the copies of all: with the own one out of reach, the first peer's that answers tells the same.
        foreach (var source in connections.Peers.Prepend(connections.Own))
        {
            var answer = await source.TryAsync(redis => redis.HashGetAllAsync(keys.Turn(key)), cancellationToken);
            if (answer.Answered)
            {
                // A copy's field is the region's name; the fields about it have a colon.
                return [.. answer.Value!.Where(field => !((string)field.Name!).Contains(':', StringComparison.Ordinal)).Select(field => codec.ReadHeader(PackedCopy.Unpack((byte[])field.Value!)))];
            }

            if (source == connections.Own)
            {
                metrics.TurnOpenedBlind();
            }
        }

        return [];
    }

    public async ValueTask WriteAsync(RegionalDocument document, IReadOnlyCollection<MessageId> settled, CancellationToken cancellationToken)
    {
        if (options.Value.WithoutLastTurns && settled.Count == 0)
        {
            return;
        }

        var arguments = Arguments(document, settled);

        // The own copy is sent first: what counts a peer's missing copy goes over the same connection and must not come before it.
        var own = WriteToAsync(connections.Own, document.Key, arguments, cancellationToken).AsTask();
        await Task.WhenAll(connections.Peers.Select(peer => WritePeerAsync(peer, document.Key, arguments, cancellationToken)).Append(own));
    }

    /// <summary>Writes one copy into one region's Redis, unless it has that copy or a newer one of the same writer.</summary>
    /// <returns>True when the Redis holds it now.</returns>
    public ValueTask<bool> PutAsync(RedisRegion target, RegionalDocument document, CancellationToken cancellationToken) =>
        WriteToAsync(target, document.Key, Arguments(document, []), cancellationToken);

    private RedisValue[] Arguments(RegionalDocument document, IReadOnlyCollection<MessageId> settled)
    {
        var arguments = new List<RedisValue>(8 + (document.Version.Counters.Count * 2) + settled.Count)
        {
            document.Key,
            document.Region.Name,
            document.Head.ToString(),
            options.Value.WithoutLastTurns ? RedisValue.EmptyString : PackedCopy.Pack(document.Content.Span),
            (options.Value.MaxTurnConversations + options.Value.IndexShards - 1) / options.Value.IndexShards,
            document.Version.Counters.Count,
        };
        foreach (var (writer, counter) in document.Version.Counters)
        {
            arguments.Add(writer);
            arguments.Add(counter);
        }

        ScriptArguments.AddMessages(arguments, settled);
        return [.. arguments];
    }

    private async Task WritePeerAsync(RedisRegion peer, string key, RedisValue[] arguments, CancellationToken cancellationToken)
    {
        if (!await WriteToAsync(peer, key, arguments, cancellationToken))
        {
            // A refill of that peer that is under way must see that there is more to copy.
            await connections.Own.TryAsync(redis => redis.HashIncrementAsync(keys.Unshielded, peer.Region.Name), cancellationToken);
        }
    }

    private async ValueTask<bool> WriteToAsync(RedisRegion target, string key, RedisValue[] arguments, CancellationToken cancellationToken)
    {
        var shard = keys.ShardOf(key);
        RedisKey[] touched = [keys.Turn(key), keys.TurnIndex(shard), .. keys.PendingWithIndexes(key)];
        var answer = await target.TryAsync(redis => redis.ScriptEvaluateAsync(StandbyScripts.WriteTurn, touched, arguments), cancellationToken);
        if (answer.Answered && (int)answer.Value! == 1)
        {
            return true;
        }

        metrics.TurnUnshielded(target.Region);
        if (answer.Answered)
        {
            Log.TurnsFull(logger, target.Region, Pseudonym.Of(key));
        }

        return false;
    }
}
