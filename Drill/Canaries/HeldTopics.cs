using Confluent.Kafka;

namespace OrleansFailover.Drill.Canaries;

/// <summary>Every record of every topic of a region's log: key, value and headers.</summary>
internal static class HeldTopics
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    /// <exception cref="TimeoutException">A partition could not be read to its end within the bound.</exception>
    public static async Task<IReadOnlyList<Holding>> ReadAsync(string bootstrapServers, CancellationToken cancellationToken) =>
        await Task.Run(() => Read(bootstrapServers, cancellationToken), cancellationToken);

    private static List<Holding> Read(string bootstrapServers, CancellationToken cancellationToken)
    {
        using var consumer = new ConsumerBuilder<byte[]?, byte[]?>(
            new ConsumerConfig { BootstrapServers = bootstrapServers, GroupId = "canaries", EnableAutoCommit = false, AutoOffsetReset = AutoOffsetReset.Earliest, FetchWaitMaxMs = 5 })
            .SetLogHandler((_, _) => { })
            .Build();
        using var admin = new DependentAdminClientBuilder(consumer.Handle).Build();
        var partitions = admin.GetMetadata(Bound).Topics.SelectMany(topic => topic.Partitions.Select(partition => new TopicPartition(topic.Topic, partition.PartitionId)));
        return [.. partitions.ToList().SelectMany(partition => Read(consumer, partition, cancellationToken))];
    }

    private static List<Holding> Read(IConsumer<byte[]?, byte[]?> consumer, TopicPartition partition, CancellationToken cancellationToken)
    {
        var ends = consumer.QueryWatermarkOffsets(partition, Bound);
        var read = new List<Holding>();
        if (ends.High.Value <= ends.Low.Value)
        {
            return read;
        }

        consumer.Assign(new TopicPartitionOffset(partition, ends.Low));
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (consumer.Consume(Bound) is not { } record)
            {
                throw new TimeoutException($"Partition {partition} was not read to its end, {ends.High}, within {Bound}.");
            }

            read.Add(new(HoldingPlace.LogTopics, $"{record.TopicPartitionOffset}", Content(record.Message)));
            if (record.Offset.Value >= ends.High.Value - 1)
            {
                consumer.Unassign();
                return read;
            }
        }
    }

    private static byte[] Content(Message<byte[]?, byte[]?> message)
    {
        using var content = new MemoryStream();
        var headers = (message.Headers ?? new Headers()).Select(header => (byte[]?)header.GetValueBytes());
        foreach (var part in headers.Prepend(message.Value).Prepend(message.Key))
        {
            content.Write(part ?? []);
            content.WriteByte((byte)'\n');
        }

        return content.ToArray();
    }
}
