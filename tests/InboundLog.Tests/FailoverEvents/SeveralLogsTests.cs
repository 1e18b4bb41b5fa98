using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Confluent.Kafka;
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

/// <summary>The events of a host that stands before several regions, as an edge does: each is in the topic of a log that is up.</summary>
public sealed class SeveralLogsTests : IAsyncLifetime
{
    private readonly CapturedLines lines = new();
    private readonly MockBroker primary = new(topic: "analytics");
    private readonly MockBroker second = new(topic: "analytics");
    private ServiceProvider? services;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (services is not null)
        {
            await services.DisposeAsync();
        }

        primary.Dispose();
        second.Dispose();
    }

    [Fact]
    public async Task Report_BothUp_IsInTheTopicOfTheFirstAlone()
    {
        await StartAsync(primary, second);
        Report("m1");

        await HasAsync(primary, "m1");
        Assert.Empty(Read(second));
    }

    [Fact]
    public async Task Report_FirstOut_CostsTheCallerNothingAndIsInTheTopicOfTheSecond()
    {
        primary.GoDown();
        await StartAsync(primary, second);
        var watch = Stopwatch.StartNew();
        Report("m1");
        Report("m2");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(0.3), $"The reports took {watch.Elapsed}.");

        await HasAsync(second, "m1", "m2");
        Assert.Empty(lines.Of(3051));
    }

    // The control: without the other log it is lost, and told.
    [Fact]
    public async Task Report_TheOnlyOneOut_IsDropped()
    {
        primary.GoDown();
        await StartAsync(primary);
        Report("m1");

        await Eventually.HoldsAsync(() => lines.Of(3051).Count == 1, "the event to be dropped");
        Assert.Empty(Read(second));
    }

    [Fact]
    public async Task Report_AllOut_IsDroppedOnce()
    {
        primary.GoDown();
        second.GoDown();
        await StartAsync(primary, second);
        Report("m1");

        await Eventually.HoldsAsync(() => lines.Of(3051).Count > 0, "the event to be dropped");
        Assert.StartsWith("1 failover events did not reach the topic", Assert.Single(lines.Of(3051)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_FirstLostAndBack_GoesToTheSecondMeanwhileAndToTheFirstAgain()
    {
        await StartAsync(primary, second);
        Report("m1");
        await HasAsync(primary, "m1");

        primary.GoDown();
        Report("m2");
        await HasAsync(second, "m2");

        primary.ComeUp();
        var sent = 2;
        await Eventually.HoldsAsync(
            () =>
            {
                Report($"m{++sent}");
                return Read(primary).Count > 1;
            },
            "an event in the topic of the first log again");
        Assert.Empty(lines.Of(3051));
    }

    [Fact]
    public void Start_TopicWithoutALog_SaysSo()
    {
        services = Build();

        var failure = Record.Exception(() => services.GetRequiredService<IStartupValidator>().Validate());

        Assert.Contains("Topic is analytics, and no log is named", failure?.Message ?? "", StringComparison.Ordinal);
    }

    private async Task StartAsync(params MockBroker[] logs)
    {
        services = Build(logs);
        await services.GetServices<IHostedService>().OfType<FailoverEventWriter>().Single().StartAsync(Ct);
    }

    private ServiceProvider Build(params MockBroker[] logs) => new ServiceCollection().AddLogging(logging => logging.AddProvider(lines))
        .AddFailoverEvents(
            new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["FailoverEvents:Topic"] = "analytics",
                ["FailoverEvents:SendTimeout"] = "00:00:00.500",
                ["FailoverEvents:LogRetryAfter"] = "00:00:00.200",
            }).Build(),
            _ => [.. logs.Select(log => new InboundLogOptions { BootstrapServers = log.Servers, ReconnectBackoff = TimeSpan.FromMilliseconds(20), ReconnectBackoffMax = TimeSpan.FromMilliseconds(100) })])
        .BuildServiceProvider();

    private void Report(string message) => services!.GetRequiredService<IFailoverEvents>().Report(HedgedMessage.Of(message));

    private static Task HasAsync(MockBroker log, params string[] messages) => Eventually.HoldsAsync(
        () => messages.All(message => Read(log).Contains($"message:{Pseudonym.Of(message)}")), $"{string.Join(", ", messages)} in the topic");

    private static List<string> Read(MockBroker log)
    {
        using var reader = log.Reader("check");
        var read = new List<string>();
        for (var partition = 0; partition < log.Partitions; partition++)
        {
            reader.Assign(new TopicPartitionOffset(log.Topic, partition, Offset.Beginning));
            var end = reader.QueryWatermarkOffsets(new(log.Topic, partition), TimeSpan.FromSeconds(5)).High.Value;
            for (var offset = 0L; offset < end; offset++)
            {
                var record = reader.Consume(TimeSpan.FromSeconds(5)) ?? throw new TimeoutException($"Only {offset} of {end} records of a partition were read.");
                read.Add((string)JsonNode.Parse(Encoding.UTF8.GetString(record.Message.Value))!["message_id"]!);
            }
        }

        return read;
    }
}
