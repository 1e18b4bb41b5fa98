using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.RegionalState.Standby;

namespace OrleansFailover.RegionalState.Regions;

/// <inheritdoc cref="IRegionLifecycle"/>
internal sealed class RegionLifecycle(
    RedisConnections connections,
    StandbyKeys keys,
    RegionMap regions,
    RegionHeartbeats heartbeats,
    Incarnation incarnation,
    IPeerHealth health,
    IOptions<StandbyOptions> options,
    StandbyMetrics metrics,
    ILogger<RegionLifecycle> logger) : IRegionLifecycle
{
    private readonly Lock gate = new();
    private TaskCompletionSource active = new();
    private RegionPhase phase = RegionPhase.Recovering;

    public RegionPhase Phase
    {
        get
        {
            Lapse();
            lock (gate)
            {
                return phase;
            }
        }
    }

    public Task WaitUntilActiveAsync(CancellationToken cancellationToken)
    {
        Lapse();
        lock (gate)
        {
            return active.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Reads the mark, decides, and where the region goes on by itself, sets the mark for its other silos.</summary>
    public async Task StepAsync(CancellationToken cancellationToken)
    {
        if (options.Value.WithoutReturnGate)
        {
            Enter(RegionPhase.Active, "the return gate is off");
            return;
        }

        var life = incarnation.Current;
        var answer = await connections.Own.ProbeAsync(redis => redis.StringGetAsync(keys.Refilled), cancellationToken);
        var mark = !answer.Answered ? RedisMark.Unknown : answer.Value == life ? RedisMark.Refilled : RedisMark.NotRefilled;
        var next = ReturnGatePolicy.Decide(Phase, mark, regions.Peers.Select(health.Of));
        if (next == RegionPhase.Active && mark != RedisMark.Refilled && (Phase != RegionPhase.Active || mark == RedisMark.NotRefilled))
        {
            // Nothing is more wrong than to go on without a peer that lives, and its heartbeats may just not get here: its own Redis is asked.
            next = ReturnGatePolicy.Decide(Phase, mark, await Task.WhenAll(regions.Peers.Select(peer => HealthAtHomeAsync(peer, cancellationToken))));
        }

        if (next == RegionPhase.Active && mark == RedisMark.NotRefilled)
        {
            // Later silos of this life, and this one after its peers have returned, need not wait for a refill of what they hold themselves.
            await connections.Own.ProbeAsync(redis => redis.StringSetAsync(keys.Refilled, life), cancellationToken);
        }

        Enter(next, mark switch
        {
            RedisMark.Refilled => "a peer has refilled it",
            _ when next == RegionPhase.Active => "no peer lives",
            _ => "its standby copies may lack turns",
        });
    }

    /// <summary>
    /// Makes this region recover when it did not renew its incarnation in time: whoever stood still must not take an event before it knows what
    /// it missed. Asked for with every look at the phase, and before a renewal would hide it.
    /// </summary>
    public void Lapse()
    {
        if (incarnation.HasLapsed && !options.Value.WithoutReturnGate && regions.Peers.Any(peer => health.Of(peer) != PeerHealth.Unhealthy))
        {
            Enter(RegionPhase.Recovering, "it did not renew its incarnation in time");
        }
    }

    private async Task<PeerHealth> HealthAtHomeAsync(RegionId peer, CancellationToken cancellationToken) =>
        await heartbeats.LivesAtHomeAsync(peer, cancellationToken) ? PeerHealth.Inconclusive : health.Of(peer);

    private void Enter(RegionPhase next, string reason)
    {
        TaskCompletionSource waiting;
        lock (gate)
        {
            if (phase == next)
            {
                return;
            }

            phase = next;
            waiting = active;
            if (next != RegionPhase.Active)
            {
                active = new();
            }
        }

        metrics.PhaseEntered(next);
        Log.PhaseEntered(logger, regions.Current, next, reason);

        // Outside the lock: whoever waited goes on here, and may ask for the phase.
        if (next == RegionPhase.Active)
        {
            waiting.TrySetResult();
        }
    }
}
