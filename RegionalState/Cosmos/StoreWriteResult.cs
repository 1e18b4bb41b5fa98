namespace OrleansFailover.RegionalState.Cosmos;

/// <summary>The outcome of a write, with the new ETag when it was accepted and the store's status (and nothing else of its answer) when not.</summary>
internal readonly record struct StoreWriteResult(StoreWriteOutcome Outcome, string? ETag, string Status, Exception? Cause = null);
