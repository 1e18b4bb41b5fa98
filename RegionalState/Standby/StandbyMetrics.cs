using System.Diagnostics.Metrics;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.RegionalState.Regions;

namespace OrleansFailover.RegionalState.Standby;

/// <summary>What the standby copies and the heartbeats count. Meter <c>OrleansFailover.Standby</c>.</summary>
internal sealed class StandbyMetrics
{
    public const string MeterName = "OrleansFailover.Standby";

    private readonly Counter<long> copied;
    private readonly Counter<long> uncopied;
    private readonly Counter<long> unshielded;
    private readonly Counter<long> unclaimed;
    private readonly Counter<long> claimsLost;
    private readonly Counter<long> claimsTakenOver;
    private readonly Counter<long> blindTurns;
    private readonly Counter<long> dropped;
    private readonly Counter<long> folded;
    private readonly Counter<long> refilled;
    private readonly Counter<long> takeovers;
    private readonly Histogram<double> replicationLag;
    private double pendingAge;
    private long memory = -1;
    private RegionPhase phase = RegionPhase.Recovering;

    public StandbyMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        copied = meter.CreateCounter<long>("standby.pending.copied", "{event}", "Acked events that a peer has a copy of.");
        uncopied = meter.CreateCounter<long>("standby.pending.uncopied", "{event}", "Acked events that no peer confirmed within the bound.");
        unshielded = meter.CreateCounter<long>("standby.turns.unshielded", "{turn}", "Writes of a last turn that a region's Redis did not take.");
        unclaimed = meter.CreateCounter<long>("standby.turns.unclaimed", "{turn}", "Openings and claims that the primary's Redis could not answer.");
        claimsLost = meter.CreateCounter<long>("standby.claims.lost", "{event}", "Events left to another region that lives.");
        claimsTakenOver = meter.CreateCounter<long>("standby.claims.taken_over", "{event}", "Claims taken from a life that is over or a region that is down.");
        blindTurns = meter.CreateCounter<long>("standby.turns.blind", "{turn}", "Openings that could not read a standby copy: this region's own, or one that the primary was known to keep.");
        dropped = meter.CreateCounter<long>("standby.turns.dropped", "{copy}", "Last turns dropped because the replica holds them.");
        folded = meter.CreateCounter<long>("standby.turns.folded", "{copy}", "Last turns written into this region's own document.");
        refilled = meter.CreateCounter<long>("standby.refilled", "{conversation}", "Conversations copied into a returning region's Redis.");
        takeovers = meter.CreateCounter<long>("standby.takeovers", "{conversation}", "Conversations woken because of pending events.");
        replicationLag = meter.CreateHistogram<double>("standby.replication.lag", "s", "Age of a peer's heartbeat document when this replica shows it; includes clock skew.");
        meter.CreateObservableGauge("standby.pending.age", () => Volatile.Read(ref pendingAge), "s", "Age of the oldest pending event at the last walk.");
        meter.CreateObservableGauge(
            "standby.redis.memory", () => Volatile.Read(ref memory) is >= 0 and var bytes ? [new Measurement<long>(bytes)] : Array.Empty<Measurement<long>>(), "By",
            "Memory that this region's Redis uses, as last measured; nothing while it does not say.");
        meter.CreateObservableGauge("standby.region.phase", () => (int)phase, "{phase}", "0 while this region recovers, 1 when it is active.");
    }

    public void EventsCopied(RegionId peer, long count) => copied.Add(count, Tag(peer));

    public void EventsUncopied(long count) => uncopied.Add(count);

    public void TurnUnshielded(RegionId region) => unshielded.Add(1, Tag(region));

    public void TurnUnclaimed(RegionId primary) => unclaimed.Add(1, Tag(primary));

    public void ClaimsLost(long count) => claimsLost.Add(count);

    public void ClaimsTakenOver(long count) => claimsTakenOver.Add(count);

    public void TurnOpenedBlind() => blindTurns.Add(1);

    public void CopiesDropped(RegionId region, long count) => dropped.Add(count, Tag(region));

    public void CopiesFolded(RegionId region, long count) => folded.Add(count, Tag(region));

    public void ConversationsRefilled(RegionId peer, long count) => refilled.Add(count, Tag(peer));

    public void ConversationsTakenOver(long count) => takeovers.Add(count);

    public void ReplicationLagSeen(RegionId peer, TimeSpan lag) => replicationLag.Record(lag.TotalSeconds, Tag(peer));

    public void OldestPendingSeen(TimeSpan age) => Volatile.Write(ref pendingAge, age.TotalSeconds);

    /// <param name="bytes">Null when the Redis did not say.</param>
    public void MemorySeen(long? bytes) => Volatile.Write(ref memory, bytes ?? -1);

    public void PhaseEntered(RegionPhase entered) => phase = entered;

    private static KeyValuePair<string, object?> Tag(RegionId region) => new("region", region.Name);
}
