using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.RegionalState.Standby;
using StackExchange.Redis;

namespace OrleansFailover.RegionalState.Regions;

/// <summary>
/// The living side of a return: refills a peer that recovers and tells it so. Also mends a peer that lives and missed last turns or acked events while
/// its Redis was out of reach. One silo a peer.
/// </summary>
internal sealed class RefillService(
    RedisConnections connections,
    StandbyKeys keys,
    Incarnation incarnation,
    PeerMonitor monitor,
    PeerRefill refill,
    IOptions<StandbyOptions> options,
    TimeProvider time,
    ILogger<RefillService> logger) : BackgroundService
{
    // Each round copies only what the one before may have missed; a peer that flaps for longer is tried again at the next pass.
    private const int MaxRounds = 20;

    private readonly Dictionary<RegionId, Lease> leases = connections.Peers.ToDictionary(
        peer => peer.Region, peer => new Lease(connections.Own, keys.Lease($"refill:{peer.Region.Name}"), options.Value.LeaseDuration));

    /// <summary>Does for one peer what it needs.</summary>
    public async Task StepAsync(RedisRegion peer, CancellationToken cancellationToken)
    {
        // A silo that does not know its life yet cannot tell whether the others of this region take turns.
        if (incarnation.Current == 0 || monitor.NewestHeartbeatOf(peer.Region) is not { } heartbeat || monitor.Of(peer.Region) == PeerHealth.Unhealthy)
        {
            return;
        }

        var recovering = heartbeat.Phase == RegionPhase.Recovering;
        if (recovering)
        {
            var mark = await peer.ProbeAsync(redis => redis.StringGetAsync(keys.Refilled), cancellationToken);
            if (!mark.Answered || mark.Value == heartbeat.Incarnation)
            {
                return;
            }
        }
        else if (await MissedAsync(peer, cancellationToken) is null or { Turns: 0, Events: 0 })
        {
            return;
        }

        var lease = leases[peer.Region];
        if (!await lease.HoldAsync(cancellationToken))
        {
            return;
        }

        await RefillAsync(peer, recovering ? heartbeat.Incarnation : null, lease, cancellationToken);
        await lease.ReleaseAsync();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(connections.Peers.Select(peer => RunAsync(peer, stoppingToken)));

    private async Task RunAsync(RedisRegion peer, CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.HeartbeatInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await StepAsync(peer, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.LoopFailed(logger, "refill", options.Value.HeartbeatInterval, exception);
            }
        }
    }

    private async Task RefillAsync(RedisRegion peer, long? returning, Lease lease, CancellationToken cancellationToken)
    {
        if (returning is { } life)
        {
            Log.RefillStarted(logger, peer.Region, life);
        }

        var started = time.GetTimestamp();
        var (from, total) = (double.NegativeInfinity, 0L);
        for (var round = 0; round < MaxRounds; round++)
        {
            var missed = await MissedAsync(peer, cancellationToken);
            var clock = await connections.Own.TryAsync(RedisClock.NowAsync, cancellationToken);
            if (missed is null || !clock.Answered)
            {
                Stopped(peer, "this region's Redis does not answer");
                return;
            }

            var turns = returning is null && missed.Turns == 0 ? 0 : await refill.CopyTurnsAsync(peer, from, clock.Value, lease, cancellationToken);
            var pending = returning is not null ? await refill.CopyPendingAsync(peer, clock.Value, lease, cancellationToken)
                : missed.Events == 0 ? 0
                : await refill.CopyOwnPendingAsync(peer, clock.Value, lease, cancellationToken);
            if (turns is null || pending is null)
            {
                Stopped(peer, "a copy was not taken, or another silo goes on");
                return;
            }

            // A silo whose circuit is still open for that peer writes no copies; its next heartbeat there closes it. While this region recovers
            // itself none of its silos takes a turn: two regions that start together need not wait for each other.
            if (await MayTakeTurnsAsync(cancellationToken))
            {
                await DelayUntilAsync(started, options.Value.HeartbeatInterval + peer.Bound, cancellationToken);
            }

            (from, total) = (clock.Value - options.Value.LeaseDuration.TotalMilliseconds, total + turns.Value + pending.Value);
            if (await MissedAsync(peer, cancellationToken) == missed)
            {
                await TellAsync(peer, returning, missed, total, cancellationToken);
                return;
            }
        }

        Stopped(peer, "turns or events kept missing it");
    }

    private async Task TellAsync(RedisRegion peer, long? returning, Missed missed, long total, CancellationToken cancellationToken)
    {
        if (returning is { } life)
        {
            var told = await peer.ProbeAsync(redis => redis.StringSetAsync(keys.Refilled, life), cancellationToken);
            if (!told.Answered)
            {
                Stopped(peer, "it could not be told");
                return;
            }
        }

        Log.RefillDone(logger, peer.Region, total);

        // Only what was missed before the walk is made good; a later count stays.
        await connections.Own.TryAsync(
            redis => Task.WhenAll(
                redis.HashDecrementAsync(keys.Unshielded, peer.Region.Name, missed.Turns),
                redis.HashDecrementAsync(keys.Uncopied, peer.Region.Name, missed.Events)),
            cancellationToken);
    }

    private async ValueTask<Missed?> MissedAsync(RedisRegion peer, CancellationToken cancellationToken)
    {
        var answer = await connections.Own.TryAsync(
            redis => Task.WhenAll(redis.HashGetAsync(keys.Unshielded, peer.Region.Name), redis.HashGetAsync(keys.Uncopied, peer.Region.Name)), cancellationToken);
        return answer.Value is [var turns, var events] ? new(Count(turns), Count(events)) : null;

        static long Count(RedisValue value) => value.TryParse(out long count) ? count : 0;
    }

    // The mark is set before the first silo turns active.
    private async ValueTask<bool> MayTakeTurnsAsync(CancellationToken cancellationToken)
    {
        var mark = await connections.Own.TryAsync(redis => redis.StringGetAsync(keys.Refilled), cancellationToken);
        return options.Value.WithoutReturnGate || !mark.Answered || mark.Value == incarnation.Current;
    }

    private async Task DelayUntilAsync(long started, TimeSpan least, CancellationToken cancellationToken)
    {
        var left = least - time.GetElapsedTime(started);
        if (left > TimeSpan.Zero)
        {
            await Task.Delay(left, time, cancellationToken);
        }
    }

    private void Stopped(RedisRegion peer, string reason) => Log.RefillStopped(logger, peer.Region, reason, options.Value.HeartbeatInterval);

    /// <summary>What a peer did not get, as this region's hosts counted it.</summary>
    private sealed record Missed(long Turns, long Events);
}
