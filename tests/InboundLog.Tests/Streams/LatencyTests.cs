using System.Diagnostics;
using System.Text;
using Confluent.Kafka;
using OrleansFailover.InboundLog.Tests.Support;

namespace OrleansFailover.InboundLog.Tests.Streams;

/// <summary>Measures, so it runs alone.</summary>
[Collection(nameof(Alone))]
public sealed class LatencyTests
{
    private const int Samples = 200;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Deliver_WarmConversation_TakesLittleLongerThanTheLogItself()
    {
        await using var region = await Region.StartAsync(silos: 1, partitions: 4);
        for (var number = 0; number < 20; number++)
        {
            await region.AppendAsync("a", number);
        }

        await Eventually.HoldsAsync(() => region.Deliveries.Total == 20, "warm-up");
        var bare = await BareRoundTripsAsync();
        var cpuBefore = Process.GetCurrentProcess().TotalProcessorTime;
        var delivered = new List<double>();
        for (var number = 100; number < 100 + Samples; number++)
        {
            var id = $"wamid.a.{number}";
            var started = Stopwatch.GetTimestamp();
            await region.AppendAsync("a", number);
            while (!region.Deliveries.TimestampsById.ContainsKey(id))
            {
                Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(10), $"{id} was not delivered.");
                await Task.Yield();
            }

            delivered.Add(Stopwatch.GetElapsedTime(started, region.Deliveries.TimestampsById[id]).TotalMilliseconds);
        }

        var load = Process.GetCurrentProcess().TotalProcessorTime - cpuBefore;
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"append to grain: p50 {At(delivered, 50):F2} ms, p99 {At(delivered, 99):F2} ms; bare append and consume: p50 {At(bare, 50):F2} ms, "
            + $"p99 {At(bare, 99):F2} ms; ratio of p50 {At(delivered, 50) / At(bare, 50):F2}; {load.TotalMilliseconds / Samples:F2} ms of CPU an event");
        Assert.True(At(delivered, 50) < Math.Max(10, 5 * At(bare, 50)), $"p50 {At(delivered, 50)} ms, bare {At(bare, 50)} ms");
    }

    [Fact]
    public async Task Idle_ManyPartitions_CostsLittle()
    {
        await using var region = await Region.StartAsync(silos: 1, partitions: 32, options => options.FetchWait = TimeSpan.FromMilliseconds(250));
        await region.AppendAsync("a", 0);
        await Eventually.HoldsAsync(() => region.Deliveries.Total == 1, "first delivery");
        // The compiler is busy with the start for a few seconds, in bursts: the quietest slice is what idling costs.
        var share = 1.0;
        for (var slice = 0; slice < 8; slice++)
        {
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, Cancellation);
            share = Math.Min(share, (Process.GetCurrentProcess().TotalProcessorTime - before) / TimeSpan.FromMilliseconds(500));
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"idle with 32 partitions, the broker included: {share:P1} of a core");
        Assert.True(share < 0.2, $"Idle costs {share:P1} of a core.");
    }

    private static async Task<List<double>> BareRoundTripsAsync()
    {
        using var broker = new MockBroker(partitions: 4);
        using var producer = new ProducerBuilder<byte[], byte[]>(new ProducerConfig
        {
            BootstrapServers = broker.Servers, Acks = Acks.All, EnableIdempotence = true, LingerMs = 0.5, SocketNagleDisable = true,
        }).SetLogHandler((_, _) => { }).Build();
        using var consumer = broker.Reader("bare");
        consumer.Assign(Enumerable.Range(0, 4).Select(partition => new TopicPartitionOffset(broker.Topic, partition, Offset.Beginning)));
        var taken = new List<double>();
        var reader = new Thread(() =>
        {
            while (taken.Count < Samples + 20 && consumer.Consume(TimeSpan.FromSeconds(10)) is { } result)
            {
                lock (taken)
                {
                    taken.Add(Stopwatch.GetElapsedTime(BitConverter.ToInt64(result.Message.Value)).TotalMilliseconds);
                }
            }
        });
        reader.Start();
        for (var number = 0; number < Samples + 20; number++)
        {
            await producer.ProduceAsync(broker.Topic, new() { Key = Encoding.UTF8.GetBytes("a"), Value = BitConverter.GetBytes(Stopwatch.GetTimestamp()) }, Cancellation);
            await Eventually.HoldsAsync(() => Count(taken) > number, "bare consume");
        }

        reader.Join();
        return [.. taken.Skip(20)];
    }

    private static int Count(List<double> taken)
    {
        lock (taken)
        {
            return taken.Count;
        }
    }

    private static double At(List<double> values, int percentile) => values.Order().ElementAt(values.Count * percentile / 100);
}
