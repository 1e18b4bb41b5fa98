namespace OrleansFailover.WebhookGateway.Spool;

/// <summary>The files of a lane, and who may do what with them: one writer, one reader, at the same time.</summary>
internal sealed class SegmentTable(string directory, long segmentBytes, long lastNumber, IEnumerable<Segment> found)
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<long, Segment> segments = new(found.ToDictionary(segment => segment.Number));
    private long last = lastNumber;
    private Segment? active;

    /// <summary>The segment that the next write goes to. <see cref="EndWrite"/> or <see cref="FailWrite"/> must follow.</summary>
    public Segment BeginWrite()
    {
        lock (gate)
        {
            if (active is null || active.Length >= segmentBytes)
            {
                active = new(directory, ++last);
                segments.Add(active.Number, active);
            }

            active.Busy = true;
            return active;
        }
    }

    /// <summary>The bytes are flushed: now they count.</summary>
    public void EndWrite(Segment segment, long bytes)
    {
        lock (gate)
        {
            segment.Length += bytes;
            segment.Busy = false;
        }
    }

    /// <summary>
    /// The write failed: nothing more goes into that file, for after a failed flush nobody knows what it holds.
    /// </summary>
    /// <returns>True when the file holds nothing that counts, and has left the table.</returns>
    public bool FailWrite(Segment segment)
    {
        lock (gate)
        {
            segment.Busy = false;
            active = null;
            return segment.Length == 0 && segments.Remove(segment.Number);
        }
    }

    /// <summary>The first segment with this number or a higher one, and how much of it counts; null when there is none.</summary>
    public (Segment Segment, long Length)? First(long number)
    {
        lock (gate)
        {
            foreach (var segment in segments.Values)
            {
                if (segment.Number >= number)
                {
                    return (segment, segment.Length);
                }
            }

            return null;
        }
    }

    /// <summary>Takes a segment out that nothing behind <paramref name="readTo"/> was written to; false when something was, or is just being.</summary>
    public bool TryRetire(Segment segment, long readTo)
    {
        lock (gate)
        {
            if (segment.Busy || segment.Length > readTo)
            {
                return false;
            }

            if (ReferenceEquals(active, segment))
            {
                active = null;
            }

            return segments.Remove(segment.Number);
        }
    }

    /// <summary>True when nothing waits.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (gate)
            {
                return segments.Count == 0;
            }
        }
    }
}
