namespace OrleansFailover.InboundLog.Streams;

/// <summary>
/// What one silo holds of one partition while it reads it: the records that were read and are not committed, in the order of the log. The commit
/// position is the first of them that is not settled, so nothing undelivered is ever behind a committed offset. Thread-safe.
/// </summary>
internal sealed class PartitionWindow(int partition, int cacheSize, int maxUncommitted) : IDisposable
{
    private readonly Lock gate = new();
    private readonly Queue<LogRecord> records = new();
    private readonly Queue<LogRecord> inbox = new();
    private readonly SemaphoreSlim arrived = new(0, 1);
    private int unsettled;
    private long next = -1;
    private bool paused;
    private CancellationToken stopping;

    public int Partition { get; } = partition;

    /// <summary>The offset from which another reader would have to go on, or -1 while that is not known.</summary>
    public long Position
    {
        get
        {
            lock (gate)
            {
                return records.TryPeek(out var first) ? first.Offset : next;
            }
        }
    }

    /// <summary>The last committed position. Written by the reader alone.</summary>
    public long Committed { get; set; } = -1;

    /// <summary>The pulling agent stops: a delivery that fails now is not the event's fault.</summary>
    public bool Stopping => stopping.IsCancellationRequested;

    /// <summary>Cancelled when the pulling agent stops.</summary>
    public CancellationToken StoppingToken => stopping;

    /// <summary>The agent hands its token to every read; it is the same one until the agent stops.</summary>
    public void StopWith(CancellationToken cancellationToken) => stopping = cancellationToken;

    /// <summary>Says where reading starts.</summary>
    public void StartAt(long committed)
    {
        lock (gate)
        {
            next = committed;
            Committed = committed;
        }
    }

    /// <summary>Takes a record that was read. Returns false for one that it already holds.</summary>
    /// <param name="missing">How many offsets before it were skipped.</param>
    /// <param name="pause">True when reading must pause now.</param>
    public bool Add(LogRecord record, out long missing, out bool pause)
    {
        lock (gate)
        {
            missing = 0;
            pause = false;
            if (next >= 0 && record.Offset < next)
            {
                return false;
            }

            missing = next >= 0 ? record.Offset - next : 0;
            next = record.Offset + 1;
            records.Enqueue(record);
            inbox.Enqueue(record);
            unsettled++;
            if (!paused && (unsettled >= cacheSize || records.Count >= maxUncommitted))
            {
                pause = paused = true;
            }

            if (arrived.CurrentCount == 0)
            {
                arrived.Release();
            }

            return true;
        }
    }

    /// <summary>
    /// A record before the next expected one is a repetition, unless the log now ends before that one: then the log was cut, and what comes is new.
    /// </summary>
    public bool TryRestart(long offset, long end)
    {
        lock (gate)
        {
            if (end >= next)
            {
                return false;
            }

            next = offset;
            Committed = -1;
            return true;
        }
    }

    /// <summary>True, once, when a paused reading has room again.</summary>
    public bool TryResume()
    {
        lock (gate)
        {
            if (!paused || unsettled > cacheSize / 2 || records.Count > maxUncommitted / 2)
            {
                return false;
            }

            paused = false;
            return true;
        }
    }

    /// <summary>Waits for records that nobody took yet. Returns false when none came in time.</summary>
    public Task<bool> WaitAsync(TimeSpan bound, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (inbox.Count > 0)
            {
                return Task.FromResult(true);
            }
        }

        return arrived.WaitAsync(bound, cancellationToken);
    }

    /// <summary>Takes up to <paramref name="max"/> records.</summary>
    public List<LogRecord> Take(int max)
    {
        lock (gate)
        {
            var taken = new List<LogRecord>(Math.Min(max, inbox.Count));
            while (taken.Count < max && inbox.TryDequeue(out var record))
            {
                taken.Add(record);
            }

            return taken;
        }
    }

    /// <summary>Nothing is owed for the record any more.</summary>
    public void Settle(LogRecord record)
    {
        lock (gate)
        {
            if (record.Settled)
            {
                return;
            }

            record.Settle();
            unsettled--;
            while (records.TryPeek(out var first) && first.Settled)
            {
                records.Dequeue();
            }
        }
    }

    public void Dispose() => arrived.Dispose();
}
