namespace OrleansFailover.Simulation.Mutants;

/// <summary>One rule of the protocol taken away. Each must be caught: that is what the rule is for, and what shows that a clean run means something.</summary>
internal enum Mutant
{
    /// <summary>Nothing is taken away.</summary>
    None,

    /// <summary>Acked events are not copied to the peer.</summary>
    NoPending,

    /// <summary>Acked events are not noted in the Redis of the region that acked them.</summary>
    NoOwnPending,

    /// <summary>Nobody wakes the conversations with pending events.</summary>
    NoTakeover,

    /// <summary>No last turn is kept in Redis.</summary>
    NoLastTurns,

    /// <summary>Every event is everybody's.</summary>
    NoClaims,

    /// <summary>Each region keeps its claims in its own Redis.</summary>
    ClaimsAtHome,

    /// <summary>A returning region takes events at once.</summary>
    NoReturnGate,

    /// <summary>
    /// A claim of a life that is over stands for as long as its region lives; and a refill brings no pending events, which would hide that by giving them back to their owner.
    /// </summary>
    NoIncarnation,

    /// <summary>A returning region is told that it was refilled, and was not.</summary>
    NoBackfill,

    /// <summary>A returning region is refilled with the newest turns only.</summary>
    BackfillOfTheNewest,

    /// <summary>Pending events go when their turn is kept, before their replies left.</summary>
    RemoveEarly,

    /// <summary>A record removes every pending event, also those left to another region.</summary>
    RemoveOthers,

    /// <summary>Doubt is settled by whoever sees it.</summary>
    SettleOthersDoubt,

    /// <summary>Replies leave before their turn is kept.</summary>
    SendFirst,

    /// <summary>What was applied is not remembered.</summary>
    SkipSeen,

    /// <summary>Of two states the one that was written later by the clock is taken, instead of their join.</summary>
    JoinByWallClock,

    /// <summary>Last turns are dropped when they are old, replicated or not.</summary>
    DropByAge,

    /// <summary>One stale heartbeat is enough to call a peer down.</summary>
    OneStaleHeartbeat,

    /// <summary>All activations of a region write under one name.</summary>
    OneWriter,

    /// <summary>The gateway answers before the log has the event.</summary>
    AckFirst,

    /// <summary>The log's position is committed before the turn; and the region does not note what it acked, which would hide that.</summary>
    CommitFirst,

    /// <summary>A message does not wait for an earlier one that another region has claimed.</summary>
    NoHandoverWait,

    /// <summary>Pending events are applied in any order.</summary>
    PendingUnordered,

    /// <summary>An event that the channel brings again stands where it came last, not where it was acked first.</summary>
    NewestPlace,

    /// <summary>A grain never reads its documents again.</summary>
    NoReadAgain,

    /// <summary>A reply in doubt is sent at once.</summary>
    DoubtAtOnce,

    /// <summary>Claims are forgotten soon.</summary>
    ClaimsExpire,

    /// <summary>An event left to another region is not kept pending; and the region does not note what it acked, which would hide that.</summary>
    ForgetLeft,

    /// <summary>Documents are written without regard to their ETag.</summary>
    NoETag,
}
