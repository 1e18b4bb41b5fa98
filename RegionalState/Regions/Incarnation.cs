using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansFailover.RegionalState.Standby;

namespace OrleansFailover.RegionalState.Regions;

/// <summary>
/// The life that this region is in: one number, shared by all its silos through its own Redis. A later life has a higher number, also when a
/// clock was set back, so a claim of a life that is over can be told from one of a life nobody has heard of yet.
/// </summary>
internal sealed class Incarnation(
    RedisConnections connections,
    StandbyKeys keys,
    RegionMap regions,
    RegionHeartbeats heartbeats,
    IOptions<StandbyOptions> options,
    TimeProvider time,
    ILogger<Incarnation> logger)
{
    private long current;
    private long renewedAt;
    private long newestKnown;
    private (long Life, long Beat)? watched;

    /// <summary>The number, or 0 before the first renewal.</summary>
    public long Current => Volatile.Read(ref current);

    /// <summary>
    /// True when it was not renewed for so long, by the monotonic clock, that it may be over: this region's Redis was out of reach, or this
    /// process stood still. Peers may have called this region down meanwhile and gone on without it.
    /// </summary>
    public bool HasLapsed => Current != 0 && time.GetElapsedTime(Volatile.Read(ref renewedAt)) >= options.Value.IncarnationExpiry;

    /// <summary>
    /// A Redis knows this life of this region: the number was drawn while nobody who knew it could be asked, by a clock that had been set back.
    /// Peers would take this region for one that is gone. The next renewal draws a later one.
    /// </summary>
    public void HearOf(long life) => Volatile.Write(ref newestKnown, Math.Max(life, Volatile.Read(ref newestKnown)));

    /// <summary>
    /// Draws the number or takes over the one that the region's other silos renew, and renews it. With this region's Redis out of reach the
    /// number stays; a silo that has none yet lives under one of its own until the Redis answers. A number that nobody renews is not taken up
    /// again, however young it is: the region may have been gone, its Redis may have missed copies, and only a new life is refilled.
    /// </summary>
    /// <returns>False while the Redis holds the number of a life of which it is not known whether it goes on: nothing may be done in its name.</returns>
    public async Task<bool> RenewAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var known = Volatile.Read(ref newestKnown);
        var ours = Current != 0 && Current >= known && !HasLapsed ? Current : await CandidateAsync(known, cancellationToken);
        var answer = await connections.Own.ProbeAsync(
            redis => redis.ScriptEvaluateAsync(
                RegionScripts.HoldIncarnation, [keys.Incarnation], [ours, (long)options.Value.IncarnationExpiry.TotalMilliseconds, known]),
            cancellationToken);
        var held = answer.Answered ? (long)answer.Value! : Current != 0 ? Current : ours;
        if (answer.Answered && held != ours && !options.Value.WithoutReturnGate && !await GoesOnAsync(held, cancellationToken))
        {
            return false;
        }

        if (answer.Answered || Current == 0)
        {
            Volatile.Write(ref renewedAt, started);
        }

        if (held == Current)
        {
            return true;
        }

        if (answer.Answered)
        {
            await connections.Own.ProbeAsync(redis => redis.StringSetAsync(keys.LastIncarnation, held), cancellationToken);
        }

        Volatile.Write(ref current, held);
        Log.IncarnationTaken(logger, regions.Current, held);
        return true;
    }

    // Whoever lives in it moves its heartbeat. What nobody moves has ended with the region's silos, and expires.
    private async Task<bool> GoesOnAsync(long life, CancellationToken cancellationToken)
    {
        var heartbeat = await heartbeats.ReadFromAsync(connections.Own, regions.Current, cancellationToken);
        if (!heartbeat.Answered)
        {
            return false;
        }

        var beat = heartbeat.Value is { } moving && moving.Incarnation == life ? moving.Beat : 0;
        var goesOn = watched is { } before && before.Life == life && beat > before.Beat;
        watched = goesOn ? null : (life, beat);
        return goesOn;
    }

    private async Task<long> CandidateAsync(long heardOf, CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(connections.Peers
            .Select(peer => peer.ProbeAsync(redis => redis.HashGetAsync(keys.Region(regions.Current), "incarnation"), cancellationToken).AsTask())
            .Append(connections.Own.ProbeAsync(redis => redis.StringGetAsync(keys.LastIncarnation), cancellationToken).AsTask()));
        var newest = answers.Select(answer => answer.Value.TryParse(out long incarnation) ? incarnation : 0).Append(heardOf).Max();
        return Math.Max(newest + 1, time.GetUtcNow().ToUnixTimeMilliseconds());
    }
}
