using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using OrleansFailover.InboundLog.Tests.Support;

namespace OrleansFailover.InboundLog.Tests.Streams;

public sealed class PressureTests
{
    [Fact]
    public async Task Read_ConversationsThatBlock_StopsAtTheCacheSizeAndGoesOn()
    {
        var release = new TaskCompletionSource();
        var deliveries = new Deliveries { OnEvent = _ => release.Task };
        await using var region = await Region.StartAsync(silos: 1, partitions: 1, options => options.CacheSize = 50, deliveries: deliveries);
        using var read = new CounterReader("inbound_log.read", region.Cluster.Silos[0].ServiceProvider.GetRequiredService<IMeterFactory>());
        await region.Log.AppendAsync([.. Enumerable.Range(0, 500).Select(number => Events.Message($"user{number % 7}", number))], TestContext.Current.CancellationToken);

        await Eventually.HoldsAsync(() => read.Total >= 50, "the cache is full");
        await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, TestContext.Current.CancellationToken);
        // A few that were on their way when the reading paused are not kept.
        Assert.InRange(read.Total, 50, 60);

        release.SetResult();
        await Eventually.HoldsAsync(() => region.Deliveries.Total == 500, "everything delivered after the block");
        Assert.All(Enumerable.Range(0, 7), user => Assert.Equal(region.Deliveries.Of($"user{user}").Order(), region.Deliveries.Of($"user{user}")));
        await Eventually.HoldsAsync(() => region.Broker.Committed(Region.Group, 0) == 500, "commit of everything");
    }

    [Fact]
    public async Task Read_ConversationThatActivatesSlowly_HoldsUpNoOther()
    {
        var release = new TaskCompletionSource();
        var deliveries = new Deliveries { OnActivate = key => key.EndsWith("/slow", StringComparison.Ordinal) ? release.Task : Task.CompletedTask };
        await using var region = await Region.StartAsync(silos: 1, partitions: 1, deliveries: deliveries);
        await region.AppendAsync("slow", 0);
        await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, TestContext.Current.CancellationToken);

        for (var number = 0; number < 10; number++)
        {
            await region.AppendAsync("quick", number);
            await region.AppendAsync($"new{number}", number);
        }

        await Eventually.HoldsAsync(() => deliveries.Total == 20, "delivery to the others", TimeSpan.FromSeconds(5));
        Assert.Equal(0, region.Broker.Committed(Region.Group, 0) ?? 0);
        release.SetResult();
        await Eventually.HoldsAsync(() => deliveries.Total == 21, "delivery to the slow one");
    }

    private sealed class CounterReader : IDisposable
    {
        private readonly MeterListener listener = new();
        private long total;

        public CounterReader(string instrument, IMeterFactory factory)
        {
            listener.InstrumentPublished = (published, to) =>
            {
                if (published.Name == instrument && ReferenceEquals(published.Meter.Scope, factory))
                {
                    to.EnableMeasurementEvents(published);
                }
            };
            listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref total, value));
            listener.Start();
        }

        public long Total => Interlocked.Read(ref total);

        public void Dispose() => listener.Dispose();
    }
}
