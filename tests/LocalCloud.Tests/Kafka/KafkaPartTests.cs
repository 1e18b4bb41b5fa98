using System.Net.Sockets;
using Confluent.Kafka;

namespace OrleansFailover.LocalCloud.Tests.Kafka;

public sealed class KafkaPartTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ProduceConsumeCommit_IdempotentProducer_GoesOnAfterTheCommit(bool fixedPort)
    {
        await using var region = await StartAsync(fixedPort ? FreePort() : 0);
        using var producer = Producer(region);
        for (var number = 0; number < 3; number++)
        {
            var delivery = await producer.ProduceAsync(new TopicPartition("inbound", 2), new Message<string, string> { Key = "k", Value = $"{number}" }, Cancellation);
            Assert.Equal(number, delivery.Offset.Value);
        }

        using (var consumer = Consumer(region))
        {
            consumer.Assign(new TopicPartitionOffset("inbound", 2, Offset.Beginning));
            var first = consumer.Consume(Patience);
            Assert.Equal("0", first.Message.Value);
            consumer.Commit(first);
        }

        using var next = Consumer(region);
        var committed = next.Committed([new TopicPartition("inbound", 2)], Patience).Single();
        next.Assign(committed);
        Assert.Equal("1", next.Consume(Patience).Message.Value);
    }

    [Fact]
    public async Task Topics_Configured_HaveTheirPartitions()
    {
        await using var region = await StartAsync();
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = region.KafkaBootstrapServers }).Build();

        var topic = admin.GetMetadata("inbound", Patience).Topics.Single();

        Assert.Equal(8, topic.Partitions.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Outage_OnAndOff_KeepsMessagesAndDeliversWhatWaited(bool fixedPort)
    {
        await using var region = await StartAsync(fixedPort ? FreePort() : 0);
        using var producer = Producer(region);
        await producer.ProduceAsync(new TopicPartition("inbound", 0), new Message<string, string> { Value = "before" }, Cancellation);

        region.SetKafkaOutage(true);
        var waiting = producer.ProduceAsync(new TopicPartition("inbound", 0), new Message<string, string> { Value = "during" }, Cancellation);
        await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, Cancellation);
        Assert.False(waiting.IsCompleted);
        Assert.Empty(region.Statistics().Kafka);

        region.SetKafkaOutage(false);

        Assert.Equal(1, (await waiting.WaitAsync(Patience, Cancellation)).Offset.Value);
    }

    [Fact]
    public async Task Statistics_BacklogAboveWhatThePartitionKeeps_CountsWhatWasTrimmed()
    {
        await using var region = await StartAsync();
        using var producer = Producer(region);
        var value = new string('x', 100_000);
        for (var number = 0; number < 20; number++)
        {
            await producer.ProduceAsync(new TopicPartition("inbound", 1), new Message<string, string> { Value = value }, Cancellation);
        }

        var before = region.Statistics();
        for (var number = 0; number < 60; number++)
        {
            await producer.ProduceAsync(new TopicPartition("inbound", 1), new Message<string, string> { Value = value }, Cancellation);
        }

        var after = region.Statistics();
        Assert.Equal((0, 20), (before.TrimmedKafkaMessages, before.Kafka.Sum(partition => partition.High)));
        Assert.InRange(after.TrimmedKafkaMessages, 20, 60);
        Assert.Equal(80, after.Kafka.Sum(partition => partition.High));
    }

    [Fact]
    public async Task Start_PortIsTaken_NamesPartAndPort()
    {
        using var taken = new TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;

        var failure = await Assert.ThrowsAsync<LocalCloudStartException>(() => StartAsync(port));

        Assert.Equal(("Kafka", port), (failure.Part, failure.Port));
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(System.Net.IPAddress.Loopback, 0);
        probe.Start();
        return ((System.Net.IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static Task<LocalCloudRegion> StartAsync(int port = 0) => LocalCloudRegion.StartAsync(
        new LocalCloudSettings { Region = "eastus", RedisEnabled = false, KafkaPort = port, Topics = { "inbound:8" } }, Cancellation);

    private static IProducer<string, string> Producer(LocalCloudRegion region) =>
        new ProducerBuilder<string, string>(new ProducerConfig
        {
            BootstrapServers = region.KafkaBootstrapServers,
            EnableIdempotence = true,
            LingerMs = 0,
            ReconnectBackoffMs = 50,
            ReconnectBackoffMaxMs = 200,
        }).SetLogHandler((_, _) => { }).Build();

    private static IConsumer<string, string> Consumer(LocalCloudRegion region) =>
        new ConsumerBuilder<string, string>(new ConsumerConfig
        {
            BootstrapServers = region.KafkaBootstrapServers,
            GroupId = "silo",
            EnableAutoCommit = false,
        }).SetLogHandler((_, _) => { }).Build();
}
