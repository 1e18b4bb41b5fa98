namespace OrleansFailover.DeadLetters.Replay;

/// <summary>What came of replaying one letter.</summary>
public enum ReplayOutcome
{
    /// <summary>Every event of it is in the inbound log.</summary>
    Replayed,

    /// <summary>It holds nothing, or something more, that this build cannot read as an event. Trying again with the same build changes nothing.</summary>
    NotReplayable,

    /// <summary>The inbound log did not take it. Trying again later may work.</summary>
    Failed,
}
