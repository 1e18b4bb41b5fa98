using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OrleansFailover.Telemetry.Totals;

namespace OrleansFailover.WebhookGateway.Tests.Telemetry;

public sealed class MeterTotalsTests : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void Take_CountersAndHistograms_AreAddedUpByTheirTags()
    {
        using var totals = Create();
        var meter = Meters().Create("OrleansFailover.Test");
        var received = meter.CreateCounter<long>("webhook.received");
        var acks = meter.CreateHistogram<double>("webhook.ack.duration");

        received.Add(2);
        received.Add(3);
        acks.Record(0.004, new KeyValuePair<string, object?>("outcome", "appended"));
        acks.Record(0.005, new KeyValuePair<string, object?>("outcome", "appended"));
        acks.Record(100, new KeyValuePair<string, object?>("outcome", "not-taken"));

        var series = totals.Take().Series;
        Assert.Equal(5, series.Single(one => one.Name == "webhook.received").Sum);
        var appended = series.Single(one => one.Tags.GetValueOrDefault("outcome") == "appended");
        Assert.Equal((2L, 2L), (appended.Count, appended.Buckets!.Single(bucket => bucket.UpTo == 0.005).Count));
        Assert.Equal(1, series.Single(one => one.Tags.GetValueOrDefault("outcome") == "not-taken").Buckets!.Single(bucket => bucket.UpTo is null).Count);
    }

    [Fact]
    public void Take_Gauge_IsItsValueNowAndOnlyWhatItStillTells()
    {
        using var totals = Create();
        List<Measurement<long>> lag = [Of(5, "1"), Of(7, "2")];
        Meters().Create("OrleansFailover.Test").CreateObservableGauge("inbound_log.lag", () => lag.ToArray());

        Assert.Equal([5.0, 7.0], totals.Take().Series.Select(series => series.Sum).Order());
        lag = [Of(1, "2")];
        Assert.Equal([1.0], totals.Take().Series.Select(series => series.Sum));
    }

    [Fact]
    public void Take_OfAnotherHostOrNotChosen_IsNotThere()
    {
        using var totals = Create();
        using var others = new ServiceCollection().AddMetrics().BuildServiceProvider();

        others.GetRequiredService<IMeterFactory>().Create("OrleansFailover.Test").CreateCounter<long>("webhook.received").Add(1);
        Meters().Create("OrleansFailover.Test").CreateCounter<long>("webhook.forwarded").Add(1);

        Assert.Empty(totals.Take().Series);
    }

    public void Dispose() => services.Dispose();

    private static Measurement<long> Of(long value, string partition) => new(value, new KeyValuePair<string, object?>("partition", partition));

    private IMeterFactory Meters() => services.GetRequiredService<IMeterFactory>();

    private MeterTotals Create() => new(Meters(), time);
}
