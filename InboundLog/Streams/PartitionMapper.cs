using Orleans.Streams;

namespace OrleansFailover.InboundLog.Streams;

/// <summary>One queue a partition; a conversation's queue is the partition of its key.</summary>
internal sealed class PartitionMapper : IStreamQueueMapper
{
    private readonly QueueId[] queues;

    public PartitionMapper(string name, int partitions) =>
        queues = [.. Enumerable.Range(0, partitions).Select(partition => QueueId.GetQueueId(name, (uint)partition, Spread(partition, partitions)))];

    public static int PartitionOf(QueueId queueId) => (int)queueId.GetNumericId();

    public IEnumerable<QueueId> GetAllQueues() => queues;

    public QueueId GetQueueForStream(StreamId streamId) => queues[Murmur2.Partition(streamId.Key.Span, queues.Length)];

    private static uint Spread(int partition, int partitions) => (uint)((ulong)partition * uint.MaxValue / (ulong)partitions);
}
