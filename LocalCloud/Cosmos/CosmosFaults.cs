namespace OrleansFailover.LocalCloud.Cosmos;

/// <summary>The faults that are set on this region's document operations. Safe for concurrent use.</summary>
public sealed class CosmosFaults
{
    private readonly Lock _gate = new();
    private readonly List<Entry> _entries = [];
    private volatile bool _any;
    private TaskCompletionSource _cleared = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _hits;

    /// <summary>Operations that a fault has hit since the start.</summary>
    public long Hits => Interlocked.Read(ref _hits);

    /// <summary>Sets a fault; faults set earlier come first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The status, count or delay is out of its range.</exception>
    public void Add(CosmosFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfLessThan(fault.Status, 400, nameof(fault));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fault.Status, 599, nameof(fault));
        ArgumentOutOfRangeException.ThrowIfLessThan(fault.Count ?? 1, 1, nameof(fault));
        ArgumentOutOfRangeException.ThrowIfLessThan(fault.Delay, TimeSpan.Zero, nameof(fault));
        lock (_gate)
        {
            _entries.Add(new Entry(fault));
            _any = true;
        }
    }

    /// <summary>Takes all faults away and lets hanging requests go.</summary>
    public void Clear()
    {
        TaskCompletionSource cleared;
        lock (_gate)
        {
            _entries.Clear();
            _any = false;
            cleared = _cleared;
            _cleared = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        cleared.SetResult();
    }

    /// <summary>The faults that are set now.</summary>
    public IReadOnlyList<CosmosFault> List()
    {
        lock (_gate)
        {
            return [.. _entries.Select(entry => entry.Fault with { Count = entry.Remaining })];
        }
    }

    internal CosmosFault? Take(CosmosOperation operation, out Task cleared)
    {
        cleared = Task.CompletedTask;
        if (!_any)
        {
            return null;
        }

        lock (_gate)
        {
            cleared = _cleared.Task;
            var index = _entries.FindIndex(entry => entry.Fault.Operations is not { Count: > 0 } only || only.Contains(operation));
            if (index < 0)
            {
                return null;
            }

            var entry = _entries[index];
            if (entry.Remaining is { } remaining)
            {
                entry.Remaining = remaining - 1;
                if (remaining == 1)
                {
                    _entries.RemoveAt(index);
                    _any = _entries.Count > 0;
                }
            }

            Interlocked.Increment(ref _hits);
            return entry.Fault;
        }
    }

    private sealed class Entry(CosmosFault fault)
    {
        public CosmosFault Fault => fault;

        public int? Remaining { get; set; } = fault.Count;
    }
}
