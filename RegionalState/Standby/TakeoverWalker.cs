using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.RegionalState.Regions;
using StackExchange.Redis;

namespace OrleansFailover.RegionalState.Standby;

/// <summary>
/// Wakes the conversations whose events were acked and not answered: all of them while a peer is down, else the ones that wait too long. What this
/// region acked itself comes from its log, whatever happens to a peer, and wakes only when that has not brought it for long, or when its turn was over
/// before it was noted. Oldest first, bounded, one silo a shard.
/// </summary>
internal sealed class TakeoverWalker(
    RedisConnections connections,
    StandbyKeys keys,
    RegionMap regions,
    IPeerHealth health,
    IRegionLifecycle lifecycle,
    ITakeover takeover,
    IOptions<StandbyOptions> options,
    TimeProvider time,
    StandbyMetrics metrics,
    ILogger<TakeoverWalker> logger) : BackgroundService
{
    private readonly Lease[] leases =
        [.. Enumerable.Range(0, options.Value.IndexShards).Select(shard => new Lease(connections.Own, keys.Lease($"takeover:{shard}"), options.Value.LeaseDuration))];

    /// <summary>One walk over the shards that have something due.</summary>
    /// <returns>How many conversations were woken.</returns>
    public async Task<int> WalkAsync(CancellationToken cancellationToken)
    {
        if (lifecycle.Phase != RegionPhase.Active || options.Value.WithoutPending)
        {
            return 0;
        }

        var oldest = await OldestAsync(cancellationToken);
        if (!oldest.Answered)
        {
            return 0;
        }

        var (now, shards, own) = oldest.Value;
        metrics.OldestPendingSeen(TimeSpan.FromMilliseconds(Math.Max(0, now - shards.Min(score => score ?? now))));

        if (TakeoverPolicy.DueUntil(lifecycle.Phase, regions.Peers.Select(health.Of), now, options.Value.OldEntryBound) is not { } due)
        {
            return 0;
        }

        var woken = await WalkAsync(StandbyScripts.MessagePrefix, shards, due, cancellationToken)
            + await WalkAsync(StandbyScripts.OwnPrefix, own, now - options.Value.OldOwnEntryBound.TotalMilliseconds, cancellationToken);
        metrics.ConversationsTakenOver(woken);
        return woken;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.TakeoverInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await WalkAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.WalkFailed(logger, "pending events", options.Value.TakeoverInterval, exception);
            }
        }
    }

    private ValueTask<RedisAnswer<(long Now, double?[] Shards, double?[] Own)>> OldestAsync(CancellationToken cancellationToken) =>
        connections.Own.TryAsync(
            async redis =>
            {
                var now = RedisClock.NowAsync(redis);
                var shards = OldestAsync(redis, keys.PendingIndex);
                var own = OldestAsync(redis, keys.OwnIndex);
                return (await now, await shards, await own);
            },
            cancellationToken);

    private async Task<double?[]> OldestAsync(IDatabase redis, Func<int, RedisKey> indexOf)
    {
        var entries = await Task.WhenAll(
            Enumerable.Range(0, options.Value.IndexShards).Select(shard => redis.SortedSetRangeByRankWithScoresAsync(indexOf(shard), 0, 0)));
        return [.. entries.Select(entry => entry is [{ Score: var score }] ? score : (double?)null)];
    }

    private async Task<int> WalkAsync(string kind, double?[] oldest, double due, CancellationToken cancellationToken)
    {
        using var slots = new SemaphoreSlim(options.Value.TakeoverConcurrency);
        var woken = await Task.WhenAll(
            oldest.Select((score, shard) => (score, shard)).Where(entry => entry.score <= due).Select(entry => WalkShardAsync(kind, entry.shard, due, slots, cancellationToken)));
        return woken.Sum();
    }

    private async Task<int> WalkShardAsync(string kind, int shard, double due, SemaphoreSlim slots, CancellationToken cancellationToken)
    {
        var index = kind == StandbyScripts.OwnPrefix ? keys.OwnIndex(shard) : keys.PendingIndex(shard);
        var walk = new IndexWalk(connections.Own, index, double.NegativeInfinity, due, options.Value.WalkBatch);
        var woken = 0;
        while (await leases[shard].HoldAsync(cancellationToken))
        {
            var page = await walk.NextAsync(cancellationToken);
            if (page.Value is not { Count: > 0 } entries)
            {
                break;
            }

            var taken = await Task.WhenAll(entries.Select(entry => WakeAsync((string)entry.Element!, kind, slots, cancellationToken)));
            woken += taken.Count(done => done);
        }

        await leases[shard].ReleaseAsync();
        return woken;
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "One conversation that fails must not stop the walk.")]
    private async Task<bool> WakeAsync(string key, string kind, SemaphoreSlim slots, CancellationToken cancellationToken)
    {
        await slots.WaitAsync(cancellationToken);
        try
        {
            var touched = keys.PendingWithIndexes(key);
            var pending = await connections.Own.TryAsync(
                redis => redis.ScriptEvaluateAsync(StandbyScripts.RefreshPending, touched, [key, kind]), cancellationToken);
            if (!pending.Answered || (int)pending.Value! == 0)
            {
                return false;
            }

            using var bound = new CancellationTokenSource(options.Value.TakeoverTimeout, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, bound.Token);
            await takeover.TakeOverAsync(key, either.Token).WaitAsync(either.Token);
            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.TakeoverFailed(logger, Pseudonym.Of(key), exception);
            return false;
        }
        finally
        {
            slots.Release();
        }
    }
}
