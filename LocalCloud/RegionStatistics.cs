namespace OrleansFailover.LocalCloud;

/// <summary>Counters of a region since it started. Safe for concurrent use.</summary>
internal sealed class RegionStatistics
{
    private long _writes;
    private long _sent;
    private long _received;
    private long _stale;
    private long _conflicts;
    private long _rolledBack;

    public long Writes => Interlocked.Read(ref _writes);

    public long Sent => Interlocked.Read(ref _sent);

    public long Received => Interlocked.Read(ref _received);

    public long Stale => Interlocked.Read(ref _stale);

    public long Conflicts => Interlocked.Read(ref _conflicts);

    public long RolledBack => Interlocked.Read(ref _rolledBack);

    public void WriteAccepted() => Interlocked.Increment(ref _writes);

    public void VersionsSent(int count) => Interlocked.Add(ref _sent, count);

    public void VersionReceived() => Interlocked.Increment(ref _received);

    public void VersionStale() => Interlocked.Increment(ref _stale);

    public void ConflictSeen() => Interlocked.Increment(ref _conflicts);

    public void WriteRolledBack() => Interlocked.Increment(ref _rolledBack);
}
