namespace OrleansFailover.DeadLetters.Replay;

/// <summary>What a replay did.</summary>
/// <param name="Replayed">Letters whose events are in the inbound log now.</param>
/// <param name="NotReplayable">Letters that stay, because this build reads no event in them.</param>
/// <param name="FailedAt">The letter that the log did not take and where the replay stopped, to keep the order; null when none.</param>
/// <param name="Next">From where to go on when the limit was reached; null when every matching letter was looked at, or after a failure.</param>
public sealed record ReplayResult(int Replayed, int NotReplayable, string? FailedAt, string? Next);
