namespace OrleansFailover.Grains.Interfaces.FailoverEvents;

/// <summary>The routing decisions that are not "primary, at once". The names in the JSON are in <c>docs/failover-events.md</c>.</summary>
public enum FailoverStatus
{
    /// <summary>A webhook went to another region, because the one before it cannot take it: <c>failover_triggered</c>.</summary>
    FailoverTriggered,

    /// <summary>A webhook went to another region too, because the one before it had not answered yet: <c>hedged</c>.</summary>
    Hedged,

    /// <summary>A webhook that had passed its primary region by went there after all, because the other one did not take it: <c>returned_to_primary</c>.</summary>
    ReturnedToPrimary,

    /// <summary>The first webhook to go to the primary region at once again, or the first turn of a conversation that is in its primary region again: <c>failed_back</c>.</summary>
    FailedBack,

    /// <summary>No other region took a webhook, so the log of this one keeps it, for later where the region takes no events yet: <c>deferred</c>.</summary>
    Deferred,

    /// <summary>A webhook, or a part of one, was kept as a dead letter: <c>dead_lettered</c>.</summary>
    DeadLettered,

    /// <summary>A webhook waits on the disk of its gateway: <c>spooled</c>.</summary>
    Spooled,

    /// <summary>A dead letter, or a webhook that had waited on a disk, went into a log: <c>replayed</c>.</summary>
    Replayed,

    /// <summary>A conversation goes on in a region that is not its primary one: <c>taken_over</c>.</summary>
    TakenOver,

    /// <summary>Nothing took a webhook; the channel sends it again: <c>not_taken</c>.</summary>
    NotTaken,

    /// <summary>A message of a restricted sender was taken in a region that is no home of it, from metadata alone: <c>masked</c>.</summary>
    Masked,

    /// <summary>A message of a restricted sender waits for its home, of which no region is up: <c>held</c>.</summary>
    Held,

    /// <summary>A webhook with a restricted sender went to a region where it may be readable: <c>handed_home</c>.</summary>
    HandedHome,
}
