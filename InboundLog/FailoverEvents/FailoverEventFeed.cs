using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using OrleansFailover.InboundLog.Kafka;
using ErrorCode = Confluent.Kafka.ErrorCode;

namespace OrleansFailover.InboundLog.FailoverEvents;

/// <summary>Reads all partitions of the topic with one client, which joins no group and commits nothing.</summary>
internal sealed class FailoverEventFeed(KafkaClients clients, ILogger<FailoverEventFeed> logger) : IFailoverEventFeed
{
    private const string Group = "failover-events-read";

    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    // The client blocks its thread.
    public Task ReadAsync(InboundLogOptions log, string topic, Action<FailoverEventLine> read, CancellationToken cancellationToken) => Task.Factory.StartNew(
        () => Read(log, topic, read, cancellationToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Read(InboundLogOptions log, string topic, Action<FailoverEventLine> read, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                using var consumer = clients.Consumer(log, Group);
                consumer.Assign(Partitions(consumer, log, topic).Select(partition => new TopicPartitionOffset(topic, partition, Offset.Beginning)));
                ReadOn(consumer, read, cancellationToken);
            }
            catch (KafkaException exception)
            {
                Log.FailoverEventsUnread(logger, topic, exception.Error.Code.ToString(), Pause);
                cancellationToken.WaitHandle.WaitOne(Pause);
            }
        }
    }

    private static void ReadOn(IConsumer<byte[]?, byte[]?> consumer, Action<FailoverEventLine> read, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            if (consumer.Consume(Wait)?.Message?.Value is { } json && FailoverEventLine.TryRead(json) is { } line)
            {
                read(line);
            }
        }
    }

    private static IEnumerable<int> Partitions(IConsumer<byte[]?, byte[]?> consumer, InboundLogOptions log, string topic)
    {
        using var admin = new DependentAdminClientBuilder(consumer.Handle).Build();
        var found = admin.GetMetadata(topic, log.MetadataTimeout).Topics.SingleOrDefault();
        return found is { Error.IsError: false, Partitions.Count: > 0 }
            ? [.. found.Partitions.Select(partition => partition.PartitionId)]
            : throw new KafkaException(found?.Error is { IsError: true } error ? error : new Error(ErrorCode.UnknownTopicOrPart));
    }
}
