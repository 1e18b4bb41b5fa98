using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.RegionalState.Regions;

namespace OrleansFailover.RegionalState.Standby;

/// <summary>Walks this region's last turns, one walker a region, and has each reviewed.</summary>
internal sealed class StandbyJanitor(
    RedisConnections connections,
    StandbyKeys keys,
    RegionMap regions,
    CopyReview review,
    IOptions<StandbyOptions> options,
    TimeProvider time,
    ILogger<StandbyJanitor> logger) : BackgroundService
{
    private readonly Lease lease = new(connections.Own, keys.Lease("janitor"), options.Value.LeaseDuration);

    /// <summary>One walk over all shards, for as long as this silo holds the lease.</summary>
    public async Task WalkAsync(CancellationToken cancellationToken)
    {
        var clock = await connections.Own.TryAsync(RedisClock.NowAsync, cancellationToken);
        var done = new List<CopyStep>();

        // The index tells the newest copy of a conversation: one that is busy is reviewed when it rests.
        for (var shard = 0; clock.Answered && shard < options.Value.IndexShards; shard++)
        {
            var oldest = clock.Value - options.Value.MinimumCopyAge.TotalMilliseconds;
            var walk = new IndexWalk(connections.Own, keys.TurnIndex(shard), double.NegativeInfinity, oldest, options.Value.WalkBatch);
            while (true)
            {
                if (!await lease.HoldAsync(cancellationToken))
                {
                    return;
                }

                var page = await walk.NextAsync(cancellationToken);
                if (page.Value is not { Count: > 0 } entries)
                {
                    break;
                }

                foreach (var entry in entries)
                {
                    done.AddRange(await ReviewAsync((string)entry.Element!, clock.Value, cancellationToken));
                }
            }
        }

        Tell(done);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.JanitorInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await WalkAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.WalkFailed(logger, "last turns", options.Value.JanitorInterval, exception);
            }
        }
    }

    // A document that cannot be read or written must not stop the walk before the ones behind it.
    private async ValueTask<IReadOnlyList<CopyStep>> ReviewAsync(string key, long now, CancellationToken cancellationToken)
    {
        try
        {
            return await review.ReviewAsync(key, now, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.ReviewFailed(logger, regions.Current, Pseudonym.Of(key), exception);
            return [];
        }
    }

    private void Tell(List<CopyStep> done)
    {
        var folded = done.Count(step => step is CopyStep.Fold or CopyStep.FoldAndDrop);
        var (dropped, shielded) = (done.Count(step => step == CopyStep.Drop), done.Count(step => step == CopyStep.Shield));
        if (dropped + folded + shielded > 0)
        {
            Log.LastTurnsReviewed(logger, dropped, folded, shielded);
        }
    }
}
