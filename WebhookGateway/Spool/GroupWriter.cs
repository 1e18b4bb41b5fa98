using System.Threading.Channels;
using Microsoft.Win32.SafeHandles;

namespace OrleansFailover.WebhookGateway.Spool;

/// <summary>Writes the records that wait together, flushes once, and only then tells all of them.</summary>
internal sealed class GroupWriter : IAsyncDisposable
{
    private const int MaxBatchBytes = 4 * 1024 * 1024;

    private readonly SpoolLaneName lane;
    private readonly SegmentTable table;
    private readonly SpoolSpace space;
    private readonly ISpoolDisk disk;
    private readonly Action wrote;
    private readonly SpoolMetrics metrics;
    private readonly ILogger logger;
    private readonly Channel<SpoolWrite> queue;
    private readonly Task loop;
    private SafeFileHandle? file;
    private Segment? segment;

    public GroupWriter(
        SpoolLaneName lane, SegmentTable table, SpoolSpace space, int maxWaiting, ISpoolDisk disk, Action wrote, SpoolMetrics metrics, ILogger logger)
    {
        this.lane = lane;
        this.table = table;
        this.space = space;
        this.disk = disk;
        this.wrote = wrote;
        this.metrics = metrics;
        this.logger = logger;
        queue = Channel.CreateBounded<SpoolWrite>(new BoundedChannelOptions(maxWaiting) { SingleReader = true });
        loop = Task.Run(WriteAsync);
    }

    /// <summary>False when too many wait, or no more is taken.</summary>
    public bool TryAdd(SpoolWrite write) => queue.Writer.TryWrite(write);

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await loop;
    }

    private async Task WriteAsync()
    {
        var batch = new List<SpoolWrite>();
        while (await queue.Reader.WaitToReadAsync())
        {
            batch.Clear();
            var bytes = 0L;
            while (bytes < MaxBatchBytes && queue.Reader.TryRead(out var write))
            {
                if (write.TryStart())
                {
                    batch.Add(write);
                    bytes += write.Record.Length;
                }
                else
                {
                    space.Release(write.Record.Length);
                }
            }

            if (batch.Count > 0)
            {
                Write(batch, bytes);
            }
        }

        file?.Dispose();
    }

    private void Write(List<SpoolWrite> batch, long bytes)
    {
        var target = table.BeginWrite();
        try
        {
            if (!ReferenceEquals(target, segment))
            {
                file?.Dispose();
                file = null;
                segment = target;
                file = disk.Open(target.Path, FileMode.CreateNew);
            }

            // Flushing a new file also makes its directory entry durable.
            disk.Write(file!, batch.ConvertAll(write => write.Record), target.Length);
            disk.Flush(file!);
        }
        catch (Exception exception)
        {
            Fail(batch, bytes, target, exception);
            return;
        }

        table.EndWrite(target, bytes);
        metrics.Written(lane, batch.Count);
        wrote();
        foreach (var write in batch)
        {
            write.Succeed();
        }
    }

    private void Fail(List<SpoolWrite> batch, long bytes, Segment target, Exception exception)
    {
        logger.WriteFailed(batch.Count, target.Path, exception);
        CutBack(target);
        var isGone = table.FailWrite(target);
        file?.Dispose();
        file = null;
        segment = null;
        if (isGone)
        {
            TryDelete(target.Path);
        }

        space.Release(bytes);
        wrote();
        var failure = new SpoolException($"The spool did not write to {target.Path}: {exception.Message}", exception);
        foreach (var write in batch)
        {
            write.Fail(failure);
        }
    }

    // Else what is left of the write would look like damage to the next process.
    private void CutBack(Segment target)
    {
        try
        {
            if (file is not null)
            {
                RandomAccess.SetLength(file, target.Length);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            logger.CheckpointFailed(lane, exception);
        }
    }

    private void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            logger.CheckpointFailed(lane, exception);
        }
    }
}
