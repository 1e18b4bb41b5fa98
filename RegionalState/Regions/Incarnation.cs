using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansFailover.RegionalState.Standby;

namespace OrleansFailover.RegionalState.Regions;

/// <summary>
/// The life that this region is in: one number, shared by all its silos through its own Redis. A later life has a higher number, also when a
/// clock was set back, so a claim of a life that is over can be told from one of a life nobody has heard of yet.
/// </summary>
internal sealed class Incarnation(
    RedisConnections connections, StandbyKeys keys, RegionMap regions, IOptions<StandbyOptions> options, TimeProvider time, ILogger<Incarnation> logger)
{
    private long current;

    /// <summary>The number, or 0 before the first renewal.</summary>
    public long Current => Volatile.Read(ref current);

    /// <summary>
    /// Draws the number or takes over the one that the region's other silos renew, and renews it. With this region's Redis out of reach the
    /// number stays; a silo that has none yet lives under one of its own until the Redis answers.
    /// </summary>
    public async Task RenewAsync(CancellationToken cancellationToken)
    {
        var ours = Current != 0 ? Current : await CandidateAsync(cancellationToken);
        var answer = await connections.Own.ProbeAsync(
            redis => redis.ScriptEvaluateAsync(
                RegionScripts.HoldIncarnation, [keys.Incarnation], [ours, (long)options.Value.IncarnationExpiry.TotalMilliseconds]),
            cancellationToken);
        var held = answer.Answered ? (long)answer.Value! : ours;
        if (held == Current)
        {
            return;
        }

        if (answer.Answered)
        {
            await connections.Own.ProbeAsync(redis => redis.StringSetAsync(keys.LastIncarnation, held), cancellationToken);
        }

        Volatile.Write(ref current, held);
        Log.IncarnationTaken(logger, regions.Current, held);
    }

    private async Task<long> CandidateAsync(CancellationToken cancellationToken)
    {
        var known = await Task.WhenAll(connections.Peers
            .Select(peer => peer.ProbeAsync(redis => redis.HashGetAsync(keys.Region(regions.Current), "incarnation"), cancellationToken).AsTask())
            .Append(connections.Own.ProbeAsync(redis => redis.StringGetAsync(keys.LastIncarnation), cancellationToken).AsTask()));
        var newest = known.Max(answer => answer.Value.TryParse(out long incarnation) ? incarnation : 0);
        return Math.Max(newest + 1, time.GetUtcNow().ToUnixTimeMilliseconds());
    }
}
