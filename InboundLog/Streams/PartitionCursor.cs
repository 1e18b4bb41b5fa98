using Orleans.Streams;

namespace OrleansFailover.InboundLog.Streams;

/// <summary>Walks the line of one conversation.</summary>
internal sealed class PartitionCursor(PartitionCache cache, StreamId streamId) : IQueueCacheCursor
{
    private LogRecord? current;

    public IBatchContainer? GetCurrent(out Exception? exception)
    {
        exception = null;
        return current is null ? null : new InboundBatch(current.Event!, current, cache.Window);
    }

    public bool MoveNext()
    {
        if (current is { } done)
        {
            current = null;
            if (!done.TakeOfferAgain())
            {
                cache.Leave(streamId, done);
            }
        }

        current = cache.First(streamId);
        return current is not null;
    }

    public void Refresh(StreamSequenceToken token)
    {
        // The next MoveNext looks at the line again.
    }

    public void RecordDeliveryFailure()
    {
        if (current is { } failed)
        {
            failed.Failed = true;
        }
    }

    public void Dispose()
    {
        // A stopping agent disposes its cursors after its last deliveries have ended: what did not fail was taken, though nobody moves on any more.
        if (current is { } done && cache.Window.Stopping)
        {
            cache.Leave(streamId, done);
        }

        current = null;
    }
}
