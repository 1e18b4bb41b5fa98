using System.Threading.Channels;
using Microsoft.Win32.SafeHandles;

namespace OrleansFailover.WebhookGateway.Spool;

/// <summary>One directory of segments: many threads store, one reader drains in the order of the storing.</summary>
internal sealed class SpoolLane : IAsyncDisposable
{
    private readonly SpoolLaneName name;
    private readonly SpoolOptions options;
    private readonly SpoolSpace space;
    private readonly SpoolMetrics metrics;
    private readonly ILogger logger;
    private readonly PositionFile positions;
    private readonly SegmentTable table;
    private readonly GroupWriter writer;
    private readonly Channel<bool> more = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private SpoolPosition position;
    private SpoolPosition saved;
    private int unsaved;
    private SafeFileHandle? open;
    private Segment? reading;

    /// <exception cref="IOException">The directory cannot be made or read.</exception>
    public SpoolLane(SpoolLaneName name, string directory, SpoolOptions options, SpoolSpace space, ISpoolDisk disk, SpoolMetrics metrics, ILogger logger)
    {
        this.name = name;
        this.options = options;
        this.space = space;
        this.metrics = metrics;
        this.logger = logger;
        Directory.CreateDirectory(directory);
        positions = new(directory, disk);
        position = LoadPosition(directory);
        saved = position;
        var (segments, last, bytes) = new LaneRecovery(directory, name, disk, metrics, logger).Recover(position);
        space.Add(bytes);
        table = new(directory, options.SegmentBytes, last, segments);
        writer = new(name, table, space, options.MaxWaiting, disk, () => more.Writer.TryWrite(true), metrics, logger);
        if (segments.Count > 0)
        {
            logger.Recovered(name, bytes, segments.Count);
        }
    }

    public SpoolLaneName Name => name;

    public bool IsEmpty => table.IsEmpty;

    /// <inheritdoc cref="IWebhookSpool.StoreAsync"/>
    public async Task StoreAsync(SpoolEntry entry, CancellationToken cancellationToken)
    {
        var record = SpoolEntryCodec.Encode(entry);
        if (!space.TryReserve(record.Length))
        {
            metrics.Full(name);
            throw new SpoolException($"The spool is full: {space.Used} bytes of {space.MaxBytes}, {record.Length} more wanted. It drains when a log takes webhooks again.");
        }

        var write = new SpoolWrite(record);
        if (!writer.TryAdd(write))
        {
            space.Release(record.Length);
            metrics.Full(name);
            throw new SpoolException($"More than {options.MaxWaiting} webhooks wait for the disk of the spool, or it is stopping.");
        }

        try
        {
            await write.Done.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            write.GiveUp();
            throw;
        }
    }

    /// <summary>The next entry; the same again until <see cref="Advance"/>. Null when there is none now. For one reader.</summary>
    public SpoolRead? TryRead()
    {
        while (table.First(position.Segment) is var (segment, length))
        {
            if (segment.Number != position.Segment)
            {
                position = new(segment.Number, 0);
            }

            // Nothing of it counts yet: its file may not be there.
            if (length == 0)
            {
                return null;
            }

            var status = SegmentReader.Read(FileOf(segment), position.Offset, length, out var record);
            if (status is ReadStatus.Record && SpoolEntryCodec.TryDecode(record[SpoolRecord.HeaderBytes..]) is { } entry)
            {
                return new(entry, position with { Offset = position.Offset + record.Length });
            }

            if (!table.TryRetire(segment, length))
            {
                return null;
            }

            Retire(segment, length, isDrained: status is ReadStatus.End);
        }

        return null;
    }

    /// <summary>An entry is drained.</summary>
    public void Advance(SpoolRead read)
    {
        position = read.Next;
        metrics.Drained(name);
        if (++unsaved >= options.PositionEvery)
        {
            Checkpoint();
        }
    }

    /// <summary>Makes the position durable.</summary>
    public void Checkpoint()
    {
        unsaved = 0;
        if (position == saved)
        {
            return;
        }

        try
        {
            positions.Save(position);
            saved = position;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            logger.CheckpointFailed(name, exception);
        }
    }

    /// <summary>Returns when something may have been stored since the last call.</summary>
    public async Task WaitForMoreAsync(CancellationToken cancellationToken) => await more.Reader.ReadAsync(cancellationToken);

    /// <summary>Writes what waits and the position.</summary>
    public async ValueTask DisposeAsync()
    {
        await writer.DisposeAsync();
        Checkpoint();
        open?.Dispose();
    }

    private SpoolPosition LoadPosition(string directory)
    {
        if (positions.Load() is { } known)
        {
            return known;
        }

        if (positions.Exists)
        {
            logger.PositionLost(directory);
        }

        return default;
    }

    private SafeFileHandle FileOf(Segment segment)
    {
        if (open is null || !ReferenceEquals(segment, reading))
        {
            open?.Dispose();
            open = File.OpenHandle(segment.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            reading = segment;
        }

        return open;
    }

    private void Retire(Segment segment, long length, bool isDrained)
    {
        open?.Dispose();
        open = null;
        reading = null;
        var at = position.Offset;
        position = new(segment.Number + 1, 0);
        try
        {
            if (isDrained)
            {
                File.Delete(segment.Path);
                space.Release(length);
                return;
            }

            // Set aside and not removed: whoever looks after the machine may still get something out of it. It counts against the bound.
            metrics.Damaged(name, length - at);
            logger.Damaged(segment.Path, at, length - at, segment.DamagedPath);
            File.Move(segment.Path, segment.DamagedPath);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            logger.CheckpointFailed(name, exception);
        }
    }
}
