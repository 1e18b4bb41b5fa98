namespace OrleansFailover.RegionalState.Regions;

/// <summary>
/// When one carrier's heartbeat of one region last advanced, by the reader's monotonic clock. The value itself is never read as a time: a
/// heartbeat may be minutes old, as long as it moves.
/// </summary>
internal readonly record struct HeartbeatTrack(Heartbeat? Last, TimeSpan AdvancedAt)
{
    /// <summary>A heartbeat that was never seen counts from the first answer after the monitor's start.</summary>
    public static HeartbeatTrack StartingAt(TimeSpan now) => new(null, now);

    /// <summary>The track after one more look; <paramref name="seen"/> is null when nothing could be read.</summary>
    public HeartbeatTrack Look(Heartbeat? seen, TimeSpan now) => seen is null || seen == Last ? this : new(seen, now);

    /// <summary>The track after this process stood still, or could not listen yet: what it did not look at was not stale for that long.</summary>
    public HeartbeatTrack Excuse(TimeSpan now) => this with { AdvancedAt = now };
}
