using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace OrleansFailover.InboundLog.Tests.Support;

/// <summary>librdkafka's own mock cluster with one broker: a Kafka-protocol listener on the loopback.</summary>
public sealed class MockBroker : IDisposable
{
    private readonly nint handle;
    private readonly nint cluster;
    private bool disposed;

    public MockBroker(int partitions = 4, string topic = "inbound")
    {
        Topic = topic;
        Partitions = partitions;
        MockLibrary.Register();
        handle = MockLibrary.New(MockLibrary.ClientType.Producer, 0, 0, 0);
        cluster = MockLibrary.ClusterNew(handle, 1);
        Servers = Marshal.PtrToStringUTF8(MockLibrary.Bootstraps(cluster))!;
        Assert.Equal(0, MockLibrary.TopicCreate(cluster, topic, partitions, 1));
    }

    public string Topic { get; }

    public int Partitions { get; }

    public string Servers { get; }

    public void GoDown() => Assert.Equal(0, MockLibrary.SetDown(cluster, 1));

    public void ComeUp() => Assert.Equal(0, MockLibrary.SetUp(cluster, 1));

    /// <summary>Cuts the head of a partition, as retention does.</summary>
    public void DeleteBefore(int partition, long offset) => Assert.Equal(0, MockLibrary.DeleteRecords(cluster, Topic, partition, offset));

    /// <summary>The committed offset of a group, or null.</summary>
    public long? Committed(string group, int partition)
    {
        using var reader = Reader(group);
        var committed = reader.Committed([new TopicPartition(Topic, partition)], TimeSpan.FromSeconds(5))[0].Offset;
        return committed.IsSpecial ? null : committed.Value;
    }

    public long End(int partition)
    {
        using var reader = Reader("ends");
        return reader.QueryWatermarkOffsets(new(Topic, partition), TimeSpan.FromSeconds(5)).High;
    }

    /// <summary>A consumer that reads all partitions from their start.</summary>
    public IConsumer<byte[], byte[]> Reader(string group) =>
        new ConsumerBuilder<byte[], byte[]>(new ConsumerConfig
        {
            BootstrapServers = Servers,
            GroupId = group,
            EnableAutoCommit = false,
            AutoOffsetReset = AutoOffsetReset.Earliest,
            FetchWaitMaxMs = 2,
        }).SetLogHandler((_, _) => { }).Build();

    /// <summary>Writes bytes that no gateway would write.</summary>
    public async Task AppendRawAsync(int partition, byte[] value)
    {
        using var producer = new ProducerBuilder<byte[], byte[]>(new ProducerConfig { BootstrapServers = Servers }).SetLogHandler((_, _) => { }).Build();
        await producer.ProduceAsync(new TopicPartition(Topic, partition), new() { Value = value });
    }

    public void Dispose()
    {
        if (!disposed)
        {
            disposed = true;
            MockLibrary.ClusterDestroy(cluster);
            MockLibrary.Destroy(handle);
        }
    }
}
