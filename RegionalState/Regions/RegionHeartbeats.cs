using Microsoft.Extensions.Options;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.RegionalState.Standby;
using StackExchange.Redis;

namespace OrleansFailover.RegionalState.Regions;

/// <summary>The heartbeats in Redis: written to every region, read from this one. Past the circuits: they find out who is back.</summary>
internal sealed class RegionHeartbeats(RedisConnections connections, StandbyKeys keys, RegionMap regions, IOptions<StandbyOptions> options)
{
    /// <summary>
    /// Writes this region's heartbeat to every region's Redis. In this region's own it expires with the life of the region. The newest life
    /// of this region that one of them has seen and that is later than this one, or 0.
    /// </summary>
    public async Task<long> WriteAsync(long incarnation, RegionPhase phase, CancellationToken cancellationToken)
    {
        var beats = connections.Peers.Append(connections.Own).Select(async target =>
        {
            var expiry = target == connections.Own ? (long)options.Value.IncarnationExpiry.TotalMilliseconds : 0;
            var later = await target.ProbeAsync(
                redis => redis.ScriptEvaluateAsync(RegionScripts.Beat, [keys.Region(regions.Current)], [incarnation, phase.ToString(), expiry]),
                cancellationToken);
            return later.Answered ? (long)later.Value! : 0;
        });
        return (await Task.WhenAll(beats)).Max();
    }

    /// <summary>
    /// A peer's heartbeat as this region's Redis shows it. With this region's Redis out of reach the peer's own is asked, so that the loss of
    /// one Redis never looks like the loss of another region.
    /// </summary>
    public async ValueTask<RedisAnswer<Heartbeat>> ReadAsync(RegionId region, CancellationToken cancellationToken)
    {
        var own = await ReadFromAsync(connections.Own, region, cancellationToken);
        return own.Answered ? own : await ReadFromAsync(connections[region], region, cancellationToken);
    }

    /// <summary>
    /// Whether a peer's own Redis shows that the peer lives: its heartbeat there ends with its life. False as well when that Redis does not answer, as after the
    /// loss of a whole region.
    /// </summary>
    public async ValueTask<bool> LivesAtHomeAsync(RegionId peer, CancellationToken cancellationToken) =>
        (await ReadFromAsync(connections[peer], peer, cancellationToken)).Value is not null;

    /// <summary>A region's heartbeat as one Redis shows it.</summary>
    public async ValueTask<RedisAnswer<Heartbeat>> ReadFromAsync(RedisRegion source, RegionId region, CancellationToken cancellationToken)
    {
        RedisValue[] fields = ["incarnation", "beat", "phase"];
        var answer = await source.ProbeAsync(redis => redis.HashGetAsync(keys.Region(region), fields), cancellationToken);
        return new(answer.Answered, answer.Value is { } values ? Read(values) : null);
    }

    private static Heartbeat? Read(RedisValue[] values) =>
        values[0].TryParse(out long incarnation) && values[1].TryParse(out long beat) && Enum.TryParse<RegionPhase>((string?)values[2], out var phase)
            ? new(incarnation, beat, phase)
            : null;
}
