using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OrleansFailover.RegionalState.Regions;
using OrleansFailover.RegionalState.Standby;

namespace OrleansFailover.Simulation.Mutants;

/// <summary>A refill of a returning peer that is told and not done, or done with too little.</summary>
internal static class MutantRefill
{
    public static bool Applies(Mutant mutant) => mutant is Mutant.NoBackfill or Mutant.BackfillOfTheNewest or Mutant.NoIncarnation;

    public static async Task StepAsync(Mutant mutant, IServiceProvider services, RedisRegion peer)
    {
        var monitor = services.GetRequiredService<PeerMonitor>();
        if (monitor.NewestHeartbeatOf(peer.Region) is not { Phase: RegionPhase.Recovering } heartbeat)
        {
            return;
        }

        var keys = services.GetRequiredService<StandbyKeys>();
        if (mutant != Mutant.NoBackfill)
        {
            var own = services.GetRequiredService<RedisConnections>().Own;
            var options = services.GetRequiredService<IOptions<StandbyOptions>>().Value;
            var now = await own.TryAsync(RedisClock.NowAsync, CancellationToken.None);
            var lease = new Lease(own, keys.Lease("mutant"), options.LeaseDuration);
            await services.GetRequiredService<PeerRefill>().CopyTurnsAsync(
                peer,
                mutant == Mutant.NoIncarnation ? double.NegativeInfinity : now.Value - options.HeartbeatInterval.TotalMilliseconds,
                now.Value,
                lease,
                CancellationToken.None);
        }

        await peer.ProbeAsync(redis => redis.StringSetAsync(keys.Refilled, heartbeat.Incarnation), CancellationToken.None);
    }
}
