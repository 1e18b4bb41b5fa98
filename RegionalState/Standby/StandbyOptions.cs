using System.ComponentModel.DataAnnotations;

namespace OrleansFailover.RegionalState.Standby;

/// <summary>The standby copies, the claims and the heartbeats. Section <c>Standby</c>; the same values in every region and in every process.</summary>
public sealed class StandbyOptions
{
    public const string Section = "Standby";

    /// <summary>The first part of every Redis key. Default <c>standby</c>. Changing it loses what the old keys hold.</summary>
    [Required, RegularExpression("^[a-z0-9-]{1,32}$")]
    public string KeyPrefix { get; set; } = "standby";

    /// <summary>
    /// Into how many shards conversations fall. All keys of a shard share a slot of a clustered Redis; walkers lease shards. Default 64, 1 to 1024.
    /// Must be the same in every region, and only changes while nothing is pending.
    /// </summary>
    [Range(1, 1024)]
    public int IndexShards { get; set; } = 64;

    /// <summary>How long one call to this region's own Redis may take. Default 250 ms, 10 ms to 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:05")]
    public TimeSpan OwnRedisTimeout { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long one call to a peer's Redis may take. Default 500 ms, 10 ms to 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:05")]
    public TimeSpan PeerRedisTimeout { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long connecting to a Redis may take before it is tried again. Default 1 s, 100 ms to 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:00:30")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long an ack waits for the peers' copies of its events. What is not confirmed by then counts as uncopied. Default 1 s, 10 ms to 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:10")]
    public TimeSpan CopyBound { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Which part of the calls to a Redis must fail before its circuit opens. Default 0.5, 0.05 to 1.</summary>
    [Range(0.05, 1.0)]
    public double CircuitFailureRatio { get; set; } = 0.5;

    /// <summary>How many calls a sampling window needs before the circuit may open. Default 3, 2 to 1000.</summary>
    [Range(2, 1000)]
    public int CircuitMinimumThroughput { get; set; } = 3;

    /// <summary>The window over which failures of a Redis are counted. Default 5 s, 500 ms to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.500", "00:01:00")]
    public TimeSpan CircuitSampling { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an open circuit spares a Redis before one call tries it again. Default 1 s, 500 ms to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.500", "00:01:00")]
    public TimeSpan CircuitBreak { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The most pending events one turn gets, the earliest first; the next turn gets the rest. Default 64, 1 to 1000.</summary>
    [Range(1, 1000)]
    public int MaxPendingPerTurn { get; set; } = 64;

    /// <summary>
    /// The most pending events a Redis keeps of one conversation, the copies of other regions' and this region's own together. A further event is not
    /// copied and counts as uncopied: it is safe in its own region's inbound log only. Default 1000, 1 to 100,000.
    /// </summary>
    [Range(1, 100_000)]
    public int MaxPendingPerConversation { get; set; } = 1000;

    /// <summary>
    /// The most conversations with pending events, over all shards, that a Redis keeps. An event of a further conversation is not copied and
    /// counts as uncopied. Default 1,000,000, 1024 to 100 million.
    /// </summary>
    [Range(1024, 100_000_000)]
    public int MaxPendingConversations { get; set; } = 1_000_000;

    /// <summary>
    /// The most conversations with last turns, over all shards, that a Redis keeps. A turn of a further conversation gets no copy there and
    /// counts as unshielded. Default 1,000,000, 1024 to 100 million.
    /// </summary>
    [Range(1024, 100_000_000)]
    public int MaxTurnConversations { get; set; } = 1_000_000;

    /// <summary>How long the claims of a conversation outlive the last one that was taken. Default 1 h, 1 min to 8 days.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "8.00:00:00")]
    public TimeSpan ClaimRetention { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How often a silo writes its region's heartbeats and reads the peers'. Default 500 ms, 50 ms to 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:00:10")]
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a heartbeat may stand still, by the reader's monotonic clock, before it is stale. Default 2 s, 200 ms to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.200", "00:01:00")]
    public TimeSpan StaleAfter { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long a silo that starts waits for the first answer of a Redis, its region's or the peer's: before it the silence of a peer says nothing, and after it
    /// the silence counts from there. With no Redis in reach at all, a silo goes on alone so much later. Default 10 s, 1 s to 2 min.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:02:00")]
    public TimeSpan FirstAnswerBound { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a region's incarnation outlives its last renewal. A region whose Redis was gone for longer goes on as a new one and is refilled; one
    /// whose silos were all gone always is, once this time is over. Longer than <see cref="StaleAfter"/>, a region that stood still for a time in
    /// between goes on although its peers called it down. Default 2 s, 400 ms to 2 min.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.400", "00:02:00")]
    public TimeSpan IncarnationExpiry { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>From which age on a pending event is taken over although no peer is down. Default 8 s, 1 s to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan OldEntryBound { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>
    /// From which age on an event that this region acked itself, and that its log has not brought to an end, wakes its conversation. Not before
    /// <see cref="OldEntryBound"/>. Default 60 s, 1 s to 1 h.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan OldOwnEntryBound { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How often pending events are looked through for a takeover. Default 1 s, 50 ms to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan TakeoverInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How many conversations are taken over at a time, in each silo. Default 32, 1 to 1000.</summary>
    [Range(1, 1000)]
    public int TakeoverConcurrency { get; set; } = 32;

    /// <summary>How long one takeover may take before the walker goes on without it. Default 10 s, 100 ms to 2 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:02:00")]
    public TimeSpan TakeoverTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The least age at which a last turn may be dropped. A grain that has not looked at its standby copy for this long must read its documents
    /// again. Default 60 s, 1 s to 1 h.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan MinimumCopyAge { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// From which age on an own last turn that this region's own document does not hold (its grain ended before writing it) is written there.
    /// Default 10 min, 1 s to 1 day.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan FoldOwnAfter { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How often last turns are looked through. Default 5 s, 50 ms to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "01:00:00")]
    public TimeSpan JanitorInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How many conversations one step of a walk or a refill takes. Default 128, 1 to 1000.</summary>
    [Range(1, 1000)]
    public int WalkBatch { get; set; } = 128;

    /// <summary>How long a walker's lease outlives its last step. Default 10 s, 1 s to 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>For drills only: no last turn is written or read. Shows that questions are then asked twice. Default false.</summary>
    public bool WithoutLastTurns { get; set; }

    /// <summary>For drills only: no pending event is copied or read. Shows that acked messages are then not answered. Default false.</summary>
    public bool WithoutPending { get; set; }

    /// <summary>For drills only: a returning region takes events at once. Shows that it then asks again. Default false.</summary>
    public bool WithoutReturnGate { get; set; }

    /// <summary>For drills only: every event is this region's. Shows that replies are then sent twice. Default false.</summary>
    public bool WithoutClaims { get; set; }
}
