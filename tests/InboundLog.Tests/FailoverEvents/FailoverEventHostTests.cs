using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansFailover.Grains.Interfaces.FailoverEvents;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.InboundLog.FailoverEvents;
using OrleansFailover.InboundLog.Tests.Support;
using OrleansFailover.WebhookGateway.Tests.Fakes;

namespace OrleansFailover.InboundLog.Tests.FailoverEvents;

/// <summary>The way of the events from a decision to the log lines and the topic, as hosts register it.</summary>
public sealed class FailoverEventHostTests : IAsyncLifetime
{
    private readonly CapturedLines lines = new();
    private readonly MeterListener meters = new();
    private readonly Dictionary<string, long> dropped = [];
    private ServiceProvider? services;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        meters.Dispose();
        if (services is not null)
        {
            await services.DisposeAsync();
        }
    }

    [Fact]
    public async Task Report_BeforeAStop_IsALineOfJsonEach()
    {
        var writer = Build();
        await writer.StartAsync(Ct);
        for (var i = 0; i < 100; i++)
        {
            Report($"m{i}");
        }

        await writer.StopAsync(Ct);

        Assert.Equal(
            Enumerable.Range(0, 100).Select(i => $"message:{Pseudonym.Of($"m{i}")}"), lines.Of(3050).Select(line => (string)JsonNode.Parse(line)!["message_id"]!));
        Assert.Equal(0, Dropped("queue"));
    }

    [Fact]
    public async Task Report_TopicNamed_IsARecordThereToo()
    {
        using var broker = new MockBroker(topic: "analytics");
        var writer = Build(new() { ["FailoverEvents:Topic"] = "analytics", ["InboundLog:BootstrapServers"] = broker.Servers });
        await writer.StartAsync(Ct);
        Report("m1");
        Report("m2");
        await writer.StopAsync(Ct);
        await services!.DisposeAsync();

        using var reader = broker.Reader("check");
        reader.Assign(Enumerable.Range(0, broker.Partitions)
            .Select(partition => new Confluent.Kafka.TopicPartitionOffset(broker.Topic, partition, Confluent.Kafka.Offset.Beginning)));
        var read = new List<string>();
        while (read.Count < 2)
        {
            var record = reader.Consume(TimeSpan.FromSeconds(5)) ?? throw new TimeoutException($"Only {read.Count} of 2 records were read.");
            read.Add(Encoding.UTF8.GetString(record.Message.Value));
        }

        Assert.Equal(lines.Of(3050).Order(StringComparer.Ordinal), read.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Report_TopicOut_CostsTheCallerNothingAndIsCounted()
    {
        using var broker = new MockBroker(topic: "analytics");
        broker.GoDown();
        var writer = Build(new()
        {
            ["FailoverEvents:Topic"] = "analytics",
            ["FailoverEvents:QueueCapacity"] = "10",
            ["FailoverEvents:SendTimeout"] = "00:00:00.300",
            ["InboundLog:BootstrapServers"] = broker.Servers,
        });
        await writer.StartAsync(Ct);
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 5; i++)
        {
            Report($"m{i}");
        }

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(0.3), $"The reports took {watch.Elapsed}.");
        await Eventually.HoldsAsync(() => Dropped("topic") == 5, "five dropped");
        await Eventually.HoldsAsync(() => lines.Of(3050).Count == 5, "five lines");
        Assert.NotEmpty(lines.Of(3051));
        await writer.StopAsync(Ct);
    }

    [Fact]
    public void Report_QueueFull_IsDroppedAndCounted()
    {
        Build(new() { ["FailoverEvents:QueueCapacity"] = "10" });

        for (var i = 0; i < 15; i++)
        {
            Report($"m{i}");
        }

        Assert.Equal(5, Dropped("queue"));
        Assert.Single(lines.Of(3051));
    }

    [Fact]
    public async Task Report_OnePlaceThrows_TheOtherPlacesAndEventsGoOn()
    {
        var writer = Build(configure: registrations => registrations.AddSingleton<IFailoverEventSink, BrokenPlace>());
        await writer.StartAsync(Ct);
        Report("m1");
        Report("m2");
        await writer.StopAsync(Ct);

        Assert.Equal(2, lines.Of(3050).Count);
        Assert.Equal(2, lines.Of(3052).Count);
        Assert.Equal(2, Dropped("broken"));
    }

    [Theory]
    [InlineData("FailoverEvents:Topic", "analytics", "BootstrapServers")]
    [InlineData("FailoverEvents:Topic", "two words", "Topic")]
    [InlineData("FailoverEvents:QueueCapacity", "9", "QueueCapacity")]
    [InlineData("FailoverEvents:SendTimeout", "00:00:00.099", "SendTimeout")]
    [InlineData("FailoverEvents:StopTimeout", "00:01:01", "StopTimeout")]
    public void Start_WrongSettings_SaysWhich(string name, string value, string said)
    {
        var registrations = Registrations(new() { [name] = value });
        services = registrations.BuildServiceProvider();

        var failure = Record.Exception(() => services.GetRequiredService<IStartupValidator>().Validate());

        Assert.Contains(said, failure?.ToString() ?? "", StringComparison.Ordinal);
    }

    private FailoverEventWriter Build(Dictionary<string, string?>? settings = null, Action<IServiceCollection>? configure = null)
    {
        var registrations = Registrations(settings ?? []);
        configure?.Invoke(registrations);
        services = registrations.BuildServiceProvider();
        var factory = services.GetRequiredService<IMeterFactory>();
        meters.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == "failover.events.dropped" && ReferenceEquals(instrument.Meter.Scope, factory))
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        meters.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            lock (dropped)
            {
                var place = (string)tags[0].Value!;
                dropped[place] = dropped.GetValueOrDefault(place) + value;
            }
        });
        meters.Start();
        return services.GetServices<IHostedService>().OfType<FailoverEventWriter>().Single();
    }

    private IServiceCollection Registrations(Dictionary<string, string?> settings) =>
        new ServiceCollection().AddLogging(logging => logging.AddProvider(lines))
            .AddFailoverEvents(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());

    private void Report(string message) => services!.GetRequiredService<IFailoverEvents>().Report(HedgedMessage.Of(message));

    private long Dropped(string place)
    {
        lock (dropped)
        {
            return dropped.GetValueOrDefault(place);
        }
    }

    private sealed class BrokenPlace : IFailoverEventSink
    {
        public string Place => "broken";

        public void Write(FailoverEvent failoverEvent, byte[] json) => throw new InvalidOperationException("No.");
    }
}
