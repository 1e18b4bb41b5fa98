using System.Collections.Concurrent;
using OrleansFailover.LocalCloud.Cosmos;

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
    private readonly ConcurrentDictionary<(string Container, string KeyPrefix), ContainerStatistics> _containers = new();

    /// <summary>By name and prefix.</summary>
    public IReadOnlyList<ContainerStatistics> Containers =>
    [
        .. _containers.Values.OrderBy(container => container.Container, StringComparer.Ordinal).ThenBy(container => container.KeyPrefix, StringComparer.Ordinal),
    ];

    public long Writes => Interlocked.Read(ref _writes);

    public long Sent => Interlocked.Read(ref _sent);

    public long Received => Interlocked.Read(ref _received);

    public long Stale => Interlocked.Read(ref _stale);

    public long Conflicts => Interlocked.Read(ref _conflicts);

    public long RolledBack => Interlocked.Read(ref _rolledBack);

    /// <summary>An operation on a document of a container was answered.</summary>
    public void Answered(string container, string? partitionKey, bool isRead, double requestUnits, int writtenBytes) => _containers.AddOrUpdate(
        (container, partitionKey is null ? "" : PartitionKeyValue.PrefixOf(partitionKey)),
        static (of, one) => new(of.Container, of.KeyPrefix, one.IsRead ? 1 : 0, one.IsRead ? 0 : 1, one.Units, one.Bytes),
        static (_, known, one) => known with
        {
            Reads = known.Reads + (one.IsRead ? 1 : 0),
            Writes = known.Writes + (one.IsRead ? 0 : 1),
            RequestUnits = known.RequestUnits + one.Units,
            WrittenBytes = known.WrittenBytes + one.Bytes,
        },
        (IsRead: isRead, Units: requestUnits, Bytes: writtenBytes));

    public void WriteAccepted() => Interlocked.Increment(ref _writes);

    public void VersionsSent(int count) => Interlocked.Add(ref _sent, count);

    public void VersionReceived() => Interlocked.Increment(ref _received);

    public void VersionStale() => Interlocked.Increment(ref _stale);

    public void ConflictSeen() => Interlocked.Increment(ref _conflicts);

    public void WriteRolledBack() => Interlocked.Increment(ref _rolledBack);
}
