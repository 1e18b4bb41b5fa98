using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.InboundLog.Streams;
using OrleansFailover.InboundLog.Tests.Support;

namespace OrleansFailover.InboundLog.Tests.Append;

public sealed class KafkaInboundLogTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Append_ManyConversations_KeepsOrderAndPartitionOfEachKey()
    {
        using var broker = new MockBroker(partitions: 5);
        await using var services = Services(broker);
        var log = services.GetRequiredService<IInboundLog>();
        var users = Enumerable.Range(0, 20).Select(user => $"user{user}").ToList();
        for (var number = 0; number < 30; number++)
        {
            await log.AppendAsync([.. users.Select(user => Events.Message(user, number))], Cancellation);
        }

        var read = ReadAll(broker, 600);

        foreach (var conversation in read.GroupBy(record => Encoding.UTF8.GetString(record.Message.Key)))
        {
            var partition = Murmur2.Partition(Encoding.UTF8.GetBytes(conversation.Key), 5);
            Assert.All(conversation, record => Assert.Equal(partition, record.Partition.Value));
            Assert.Equal(
                Enumerable.Range(0, 30), conversation.Select(record => Deliveries.NumberOf(EnvelopeCodec.Decode(record.Message.Value))));
        }

        Assert.True(read.Select(record => record.Partition.Value).Distinct().Count() > 2, "The keys must spread for this test to say anything.");
        var headers = read[0].Message.Headers;
        Assert.Equal("1", Encoding.UTF8.GetString(headers.GetLastBytes("v")));
        Assert.StartsWith("00-", Encoding.UTF8.GetString(headers.GetLastBytes("traceparent")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Append_BrokerDown_FailsInTimeWithoutContentAndRecovers()
    {
        using var broker = new MockBroker();
        await using var services = Services(broker, options =>
        {
            options.AppendTimeout = TimeSpan.FromMilliseconds(400);
            options.ReconnectBackoff = TimeSpan.FromMilliseconds(20);
            options.ReconnectBackoffMax = TimeSpan.FromMilliseconds(100);
        });
        var log = services.GetRequiredService<IInboundLog>();

        // The first one connects, for which a busy machine needs longer than the bound.
        await Eventually.HoldsAsync(() => TryAppend(log), "first append");
        Assert.Equal(HealthStatus.Healthy, await HealthAsync(services));

        broker.GoDown();
        var watch = Stopwatch.StartNew();
        var failure = await Assert.ThrowsAsync<InboundLogException>(() => log.AppendAsync([Events.Message("491701234567", 1, "secret text")], Cancellation));

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(1), $"The append took {watch.Elapsed} to fail.");
        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("491701234567", failure.ToString(), StringComparison.Ordinal);
        Assert.Equal(HealthStatus.Unhealthy, await HealthAsync(services));

        broker.ComeUp();
        await Eventually.HoldsAsync(() => TryAppend(log), "append after the broker came back");
        Assert.Equal(HealthStatus.Healthy, await HealthAsync(services));
    }

    [Fact]
    public async Task Append_Nothing_DoesNothing()
    {
        using var broker = new MockBroker();
        await using var services = Services(broker);

        await services.GetRequiredService<IInboundLog>().AppendAsync([], Cancellation);

        Assert.Equal(0, broker.End(0));
    }

    [Fact]
    public async Task Health_LastAppendFailedLongAgo_IsForgotten()
    {
        using var broker = new MockBroker();
        await using var services = Services(broker, options =>
        {
            options.AppendTimeout = TimeSpan.FromMilliseconds(300);
            options.FailureMemory = TimeSpan.FromMilliseconds(300);
            options.ReconnectBackoff = TimeSpan.FromMilliseconds(20);
            options.ReconnectBackoffMax = TimeSpan.FromMilliseconds(50);
        });
        broker.GoDown();
        await Assert.ThrowsAsync<InboundLogException>(
            () => services.GetRequiredService<IInboundLog>().AppendAsync([Events.Message("a", 0)], Cancellation));
        broker.ComeUp();

        await Eventually.HoldsAsync(() => HealthAsync(services).GetAwaiter().GetResult() == HealthStatus.Healthy, "healthy without another append");
    }

    private static bool TryAppend(IInboundLog log)
    {
        try
        {
            log.AppendAsync([Events.Message("a", 0)], Cancellation).GetAwaiter().GetResult();
            return true;
        }
        catch (InboundLogException)
        {
            return false;
        }
    }

    private static async Task<HealthStatus> HealthAsync(ServiceProvider services) =>
        (await services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Cancellation))
        .Entries[InboundLogServiceCollectionExtensions.HealthCheckName].Status;

    private static List<Confluent.Kafka.ConsumeResult<byte[], byte[]>> ReadAll(MockBroker broker, int count)
    {
        using var reader = broker.Reader("check");
        reader.Assign(Enumerable.Range(0, broker.Partitions)
            .Select(partition => new Confluent.Kafka.TopicPartitionOffset(broker.Topic, partition, Confluent.Kafka.Offset.Beginning)));
        var records = new List<Confluent.Kafka.ConsumeResult<byte[], byte[]>>();
        while (records.Count < count)
        {
            records.Add(reader.Consume(TimeSpan.FromSeconds(5)) ?? throw new TimeoutException($"Only {records.Count} of {count} records were read."));
        }

        return records;
    }

    private static ServiceProvider Services(MockBroker broker, Action<InboundLogOptions>? configure = null) =>
        new ServiceCollection().AddLogging().AddInboundLog(options =>
        {
            options.BootstrapServers = broker.Servers;
            options.MetadataTimeout = TimeSpan.FromSeconds(1);
            configure?.Invoke(options);
        }).BuildServiceProvider();
}
