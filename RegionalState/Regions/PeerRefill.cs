using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansFailover.RegionalState.Documents;
using OrleansFailover.RegionalState.Standby;
using StackExchange.Redis;

namespace OrleansFailover.RegionalState.Regions;

/// <summary>
/// Copies into a peer's Redis what it may lack: every last turn kept here (what its replica surely holds was dropped), what this region acked and no turn
/// has ended yet and, for a peer that recovers, the other pending events. Copying again changes nothing, so a refill may stop anywhere and start over.
/// </summary>
internal sealed class PeerRefill(
    RedisConnections connections,
    StandbyKeys keys,
    LastTurns lastTurns,
    PendingLists pendingLists,
    IRegionalDocumentCodec codec,
    IOptions<StandbyOptions> options,
    StandbyMetrics metrics,
    ILogger<PeerRefill> logger)
{
    // A far peer answers late, and a shard is often one page: their round trips overlap. Times the batch of a walk it bounds the copies in memory.
    private const int ShardsAtOnce = 8;

    private static readonly string[] EveryKind = [StandbyScripts.MessagePrefix, StandbyScripts.OwnPrefix];
    private static readonly string[] OwnKind = [StandbyScripts.OwnPrefix];

    /// <summary>Copies the last turns of every conversation whose newest one is from the given time on.</summary>
    /// <returns>How many conversations were copied, or null when it had to stop.</returns>
    public ValueTask<long?> CopyTurnsAsync(RedisRegion peer, double from, double to, Lease lease, CancellationToken cancellationToken) =>
        CopyAsync(peer, keys.TurnIndex, from, to, CopyTurnAsync, lease, cancellationToken);

    /// <summary>Copies the pending events of every conversation, in the order of acking: what other regions acked, and what this one did.</summary>
    /// <inheritdoc cref="CopyTurnsAsync"/>
    public async ValueTask<long?> CopyPendingAsync(RedisRegion peer, double to, Lease lease, CancellationToken cancellationToken) =>
        await CopyAsync(peer, keys.PendingIndex, double.NegativeInfinity, to, CopyAllPendingAsync, lease, cancellationToken)
        + await CopyAsync(peer, keys.OwnIndex, double.NegativeInfinity, to, CopyAllPendingAsync, lease, cancellationToken);

    /// <summary>Copies the pending events that this region acked itself, of every conversation.</summary>
    /// <inheritdoc cref="CopyTurnsAsync"/>
    public ValueTask<long?> CopyOwnPendingAsync(RedisRegion peer, double to, Lease lease, CancellationToken cancellationToken) =>
        CopyAsync(peer, keys.OwnIndex, double.NegativeInfinity, to, CopyOwnPendingAsync, lease, cancellationToken);

    private async ValueTask<long?> CopyAsync(
        RedisRegion peer,
        Func<int, RedisKey> indexOf,
        double from,
        double to,
        Func<RedisRegion, string, CancellationToken, Task<bool>> copy,
        Lease lease,
        CancellationToken cancellationToken)
    {
        var copied = 0L;
        foreach (var shards in Enumerable.Range(0, options.Value.IndexShards).Chunk(ShardsAtOnce))
        {
            var results = await Task.WhenAll(shards.Select(shard =>
                CopyShardAsync(peer, new IndexWalk(connections.Own, indexOf(shard), from, to, options.Value.WalkBatch), copy, lease, cancellationToken)));
            if (results.Contains(null))
            {
                return null;
            }

            copied += results.Sum(part => part ?? 0);
        }

        return copied;
    }

    private async Task<long?> CopyShardAsync(
        RedisRegion peer, IndexWalk walk, Func<RedisRegion, string, CancellationToken, Task<bool>> copy, Lease lease, CancellationToken cancellationToken)
    {
        var copied = 0L;
        while (true)
        {
            var page = await walk.NextAsync(cancellationToken);
            if (!page.Answered)
            {
                return null;
            }

            if (page.Value!.Count == 0)
            {
                return copied;
            }

            var results = await Task.WhenAll(page.Value.Select(entry => copy(peer, (string)entry.Element!, cancellationToken)));
            if (results.Contains(false) || !await lease.HoldAsync(cancellationToken))
            {
                return null;
            }

            copied += results.Length;
            metrics.ConversationsRefilled(peer.Region, results.Length);
        }
    }

    private async Task<bool> CopyTurnAsync(RedisRegion peer, string key, CancellationToken cancellationToken)
    {
        var hash = await connections.Own.TryAsync(redis => redis.HashGetAllAsync(keys.Turn(key)), cancellationToken);
        if (!hash.Answered)
        {
            return false;
        }

        foreach (var turn in KeptTurn.ReadAll(hash.Value!))
        {
            try
            {
                if (!await lastTurns.PutAsync(peer, codec.ReadHeader(turn.Document()), cancellationToken))
                {
                    return false;
                }
            }
            catch (NewerSchemaException exception)
            {
                // Only a newer build can read it, and the peer gets it from one; waiting for that here would keep the peer from serving.
                Log.CopyUnreadable(logger, turn.Region, exception);
            }
        }

        return true;
    }

    private Task<bool> CopyAllPendingAsync(RedisRegion peer, string key, CancellationToken cancellationToken) =>
        CopyPendingAsync(peer, key, EveryKind, cancellationToken);

    private Task<bool> CopyOwnPendingAsync(RedisRegion peer, string key, CancellationToken cancellationToken) =>
        CopyPendingAsync(peer, key, OwnKind, cancellationToken);

    private async Task<bool> CopyPendingAsync(RedisRegion peer, string key, IReadOnlyCollection<string> kinds, CancellationToken cancellationToken)
    {
        var pending = await pendingLists.ReadAsync(connections.Own, key, kinds, cancellationToken);
        if (!pending.Answered)
        {
            return false;
        }

        // A full list refuses events; they are safe here and in this region's log, and must not keep the peer from serving.
        var added = await peer.TryAsync(redis => pendingLists.AddAsync(redis, key, pending.Value!, StandbyScripts.MessagePrefix), cancellationToken);
        return added.Answered;
    }
}
