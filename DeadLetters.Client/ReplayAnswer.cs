namespace OrleansFailover.DeadLetters.Client;

/// <summary>What a replay did.</summary>
/// <param name="Replayed">Letters whose events are in the inbound log now.</param>
/// <param name="NotReplayable">Letters that stay, because the gateway's build reads no event in them.</param>
/// <param name="FailedAt">The letter that the log did not take; null when none.</param>
/// <param name="Next">From where to go on; null at the end and after a failure.</param>
internal sealed record ReplayAnswer(int Replayed, int NotReplayable, string? FailedAt, string? Next);
