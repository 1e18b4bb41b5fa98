using Orleans.Streams;

namespace OrleansFailover.InboundLog.Streams;

/// <summary>
/// The events of one partition that their conversations have not taken, one line a conversation. Reading pauses by <see cref="PartitionWindow"/>, so
/// the cache itself is never under pressure. Used in the pulling agent's turns only.
/// </summary>
/// <remarks>
/// A line has one reader. An event leaves the line when its cursor moves on, which the agent does only after the conversation took the event or the
/// failure handler has returned. So a cursor always starts at the first event that is owed, whatever token it is asked for: the stream is not
/// rewindable, and an event whose conversation could not be registered with the agent is not passed over when the next one comes.
/// </remarks>
internal sealed class PartitionCache(PartitionWindow window, InboundLogMetrics metrics, int maxBatch) : IQueueCache
{
    private readonly Dictionary<StreamId, Queue<LogRecord>> lines = [];

    public PartitionWindow Window => window;

    public int GetMaxAddCount() => maxBatch;

    public bool IsUnderPressure() => false;

    public void AddToCache(IList<IBatchContainer> messages)
    {
        foreach (var batch in messages.Cast<InboundBatch>())
        {
            var streamId = batch.StreamId;
            if (!lines.TryGetValue(streamId, out var line))
            {
                lines.Add(streamId, line = new());
            }

            line.Enqueue(batch.Record!);
        }
    }

    public bool TryPurgeFromCache(out IList<IBatchContainer> purgedItems)
    {
        purgedItems = [];
        return false;
    }

    public IQueueCacheCursor GetCacheCursor(StreamId streamId, StreamSequenceToken? token) => new PartitionCursor(this, streamId);

    /// <summary>The first event that is owed to a conversation.</summary>
    public LogRecord? First(StreamId streamId) => lines.TryGetValue(streamId, out var line) ? line.Peek() : null;

    /// <summary>Takes the first event from its line.</summary>
    public void Leave(StreamId streamId, LogRecord record)
    {
        if (!lines.TryGetValue(streamId, out var line) || !ReferenceEquals(line.Peek(), record))
        {
            throw new InvalidOperationException($"Two subscribers read one conversation of partition {window.Partition}; the inbound stream has one.");
        }

        line.Dequeue();
        if (line.Count == 0)
        {
            lines.Remove(streamId);
        }

        if (!record.Failed)
        {
            window.Settle(record);
            metrics.EventDelivered();
        }
    }
}
