using Confluent.Kafka;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansFailover.InboundLog;
using OrleansFailover.InboundLog.Kafka;

namespace OrleansFailover.Load.Probes;

/// <summary>The log alone, with the product's own producer and consumer settings.</summary>
internal sealed class LogProbe : IDisposable
{
    private const string Topic = "probe";
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    private readonly InboundLogOptions _options;
    private readonly KafkaClients _clients = new(NullLoggerFactory.Instance, TimeProvider.System);
    private readonly IProducer<byte[], byte[]> _producer;
    private readonly IConsumer<byte[]?, byte[]?> _consumer;
    private readonly TimeProvider _time;

    public LogProbe(string bootstrapServers, TimeProvider time)
    {
        _time = time;
        // The fetch wait of the regions that are measured.
        _options = new InboundLogOptions { BootstrapServers = bootstrapServers, FetchWait = TimeSpan.FromMilliseconds(5) };
        _producer = _clients.Producer(_options, (_, _) => { });
        _consumer = _clients.Consumer(_options, "probe");
        _consumer.Assign([.. Partitions(Topic).Select(partition => new TopicPartitionOffset(partition, Offset.End))]);

        // The first one finds the brokers and the end of each partition.
        RoundTrip([0]);
    }

    /// <summary>How long a record takes from the call that appends it until a reader has it.</summary>
    public TimeSpan RoundTrip(byte[] value)
    {
        var started = _time.GetTimestamp();
        while (true)
        {
            // A record that came before the consumer stood at the end is not seen: that can only be the first one.
            Append(Topic, value);
            if (_consumer.Consume(TimeSpan.FromSeconds(2)) is not null)
            {
                return _time.GetElapsedTime(started);
            }

            if (_time.GetElapsedTime(started) > Bound)
            {
                throw new TimeoutException("A record did not come back from the log.");
            }
        }
    }

    /// <summary>Appends an event to the inbound log, as a gateway would.</summary>
    public void AppendEvent(byte[] key, byte[] envelope) =>
        _producer.Produce(_options.Topic, new Message<byte[], byte[]> { Key = key, Value = envelope, Headers = new Headers { { "v", "1"u8.ToArray() } } });

    /// <summary>Where the inbound log ends now.</summary>
    public IReadOnlyList<TopicPartitionOffset> End() =>
        [.. Partitions(_options.Topic).Select(partition => new TopicPartitionOffset(partition, _consumer.QueryWatermarkOffsets(partition, Bound).High))];

    /// <summary>How long it takes to read so many records of the inbound log from these places on.</summary>
    public TimeSpan Read(IReadOnlyList<TopicPartitionOffset> from, int records)
    {
        using var reader = _clients.Consumer(_options, "probe");
        var started = _time.GetTimestamp();
        reader.Assign(from);
        for (var read = 0; read < records;)
        {
            if (reader.Consume(TimeSpan.FromMilliseconds(100)) is not null)
            {
                read++;
            }
            else if (_time.GetElapsedTime(started) > Bound)
            {
                throw new TimeoutException($"{read} of {records} records could be read.");
            }
        }

        return _time.GetElapsedTime(started);
    }

    public void Dispose()
    {
        _producer.Dispose();
        _consumer.Dispose();
    }

    private void Append(string topic, byte[] value) => _producer.Produce(topic, new Message<byte[], byte[]> { Key = value, Value = value });

    private IEnumerable<TopicPartition> Partitions(string topic)
    {
        using var admin = new DependentAdminClientBuilder(_producer.Handle).Build();
        return [.. admin.GetMetadata(topic, Bound).Topics[0].Partitions.Select(partition => new TopicPartition(topic, partition.PartitionId))];
    }
}
