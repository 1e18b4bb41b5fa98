using OrleansFailover.LocalCloud.Cosmos;

namespace OrleansFailover.LocalCloud.Replication;

/// <summary>
/// What waits for one peer, in order. Above its limit only the newest version of each document is kept: a peer that was away for long
/// gets the same end from fewer writes. Safe for concurrent use.
/// </summary>
internal sealed class PendingQueue
{
    private readonly Lock _gate = new();
    private readonly List<PendingWrite> _taken = [];
    private readonly int _limit;
    private readonly TimeProvider _time;
    private Queue<PendingWrite> _waiting = new();
    private int _compactAbove;

    public PendingQueue(int limit, TimeProvider time)
    {
        _limit = limit;
        _compactAbove = limit;
        _time = time;
    }

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _taken.Count + _waiting.Count;
            }
        }
    }

    public TimeSpan OldestAge
    {
        get
        {
            lock (_gate)
            {
                return _taken.Count > 0 ? _time.GetElapsedTime(_taken[0].Appended)
                    : _waiting.TryPeek(out var first) ? _time.GetElapsedTime(first.Appended)
                    : TimeSpan.Zero;
            }
        }
    }

    /// <returns>Whether it was empty before.</returns>
    public bool Add(DocumentContainer container, DocumentVersion version, bool isResolution)
    {
        lock (_gate)
        {
            _waiting.Enqueue(new PendingWrite(container, version, isResolution, _time.GetTimestamp()));
            if (_waiting.Count > _compactAbove)
            {
                Compact();
            }

            return _waiting.Count == 1;
        }
    }

    /// <summary>Takes the writes that are old enough; those taken before and not confirmed come again, alone.</summary>
    /// <param name="minimumAge">Age a write must have.</param>
    /// <param name="maxCount">Most writes to take.</param>
    /// <param name="maxBytes">Bytes of documents after which no further write is taken.</param>
    /// <param name="untilDue">How long until the next write is old enough, when none is; null when none waits.</param>
    public IReadOnlyList<PendingWrite> Take(TimeSpan minimumAge, int maxCount, int maxBytes, out TimeSpan? untilDue)
    {
        lock (_gate)
        {
            untilDue = null;
            long bytes = 0;
            while (_taken.Count == 0 || (bytes > 0 && bytes < maxBytes && _taken.Count < maxCount))
            {
                if (!_waiting.TryPeek(out var next))
                {
                    break;
                }

                var wait = minimumAge - _time.GetElapsedTime(next.Appended);
                if (wait > TimeSpan.Zero)
                {
                    untilDue = wait;
                    break;
                }

                _taken.Add(_waiting.Dequeue());
                bytes += (next.Version.Body?.Length ?? 0) + 1;
            }

            return [.. _taken];
        }
    }

    public void Confirm()
    {
        lock (_gate)
        {
            _taken.Clear();
        }
    }

    private void Compact()
    {
        var newest = new Dictionary<(DocumentContainer, DocumentKey), PendingWrite>();
        foreach (var write in _waiting)
        {
            // Removing first moves a document that was written again to the end, where its newest write stood.
            var key = (write.Container, write.Version.Key);
            newest.Remove(key);
            newest.Add(key, write);
        }

        _waiting = new Queue<PendingWrite>(newest.Values.OrderBy(write => write.Appended));
        _compactAbove = Math.Max(_limit, _waiting.Count * 2);
    }
}
