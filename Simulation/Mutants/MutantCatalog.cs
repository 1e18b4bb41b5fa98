namespace OrleansFailover.Simulation.Mutants;

/// <summary>What each mutant takes away.</summary>
internal static class MutantCatalog
{
    public static IReadOnlyList<(Mutant Mutant, string Rule)> All { get; } =
    [
        (Mutant.NoPending, "acked events are copied to the peer"),
        (Mutant.NoOwnPending, "acked events are noted where they were acked"),
        (Mutant.NoTakeover, "conversations with pending events are woken"),
        (Mutant.NoLastTurns, "last turns are kept in Redis"),
        (Mutant.NoClaims, "events are claimed"),
        (Mutant.ClaimsAtHome, "claims are kept in one place"),
        (Mutant.NoReturnGate, "a returning region takes no events before it was refilled"),
        (Mutant.NoIncarnation, "the claim of a life that is over can be taken"),
        (Mutant.NoBackfill, "a returning region is refilled"),
        (Mutant.BackfillOfTheNewest, "a returning region is refilled with everything"),
        (Mutant.RemoveEarly, "an event stays pending until its replies are recorded as sent"),
        (Mutant.RemoveOthers, "an event that was left to another region stays pending"),
        (Mutant.SettleOthersDoubt, "doubt is settled by the owner"),
        (Mutant.SendFirst, "nothing is sent before its turn is kept"),
        (Mutant.SkipSeen, "an event changes a conversation once"),
        (Mutant.JoinByWallClock, "states are joined, never chosen by a clock"),
        (Mutant.DropByAge, "a last turn is dropped only when the replica holds it"),
        (Mutant.OneStaleHeartbeat, "a peer is down only when both heartbeats are stale"),
        (Mutant.OneWriter, "every activation writes under a name of its own"),
        (Mutant.AckFirst, "the ack waits for the append"),
        (Mutant.CommitFirst, "the log's position is committed after the turn"),
        (Mutant.NoHandoverWait, "a message waits for an earlier one that another region has claimed"),
        (Mutant.PendingUnordered, "pending events are applied in the order of their acks"),
        (Mutant.NewestPlace, "an event that the channel brings again keeps its place"),
        (Mutant.NoReadAgain, "a grain that did not look for long reads its documents again"),
        (Mutant.DoubtAtOnce, "a reply in doubt waits for its delivery status"),
        (Mutant.ClaimsExpire, "claims outlive the delivery of their events"),
        (Mutant.ForgetLeft, "an event that is left to another region is kept pending"),
        (Mutant.NoETag, "a document is written under its ETag"),
    ];

    public static (Mutant Mutant, string Rule) Of(Mutant mutant) => All.First(entry => entry.Mutant == mutant);
}
