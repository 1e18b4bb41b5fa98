using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Silo.Takeover;

namespace OrleansFailover.Silo.Tests.Takeover;

public sealed class IncidentClockTests : IDisposable
{
    private static readonly RegionId East = new("eastus");

    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly FakeTimeProvider time = new();
    private readonly MeterListener listener = new();
    private readonly List<(string Region, double Seconds)> recovered = [];
    private readonly Silence silence = new();
    private readonly IncidentClock clock;

    public IncidentClockTests()
    {
        var meters = services.GetRequiredService<IMeterFactory>();
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters))
            {
                own.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((_, value, tags, _) => recovered.Add(((string)tags[0].Value!, value)));
        listener.Start();
        clock = new(silence, new TakeoverMetrics(meters), time);
    }

    [Fact]
    public void WentOn_WhileTheRegionIsSilent_IsOneValueFromItsLastHeartbeat()
    {
        silence.Since = time.GetUtcNow();
        time.Advance(TimeSpan.FromSeconds(4));
        clock.WentOn(East);
        time.Advance(TimeSpan.FromSeconds(4));
        clock.WentOn(East);

        Assert.Equal([("eastus", 4)], recovered);
    }

    [Fact]
    public void WentOn_WhileTheRegionIsHeardOf_IsNoIncident()
    {
        clock.WentOn(East);

        Assert.Empty(recovered);
    }

    [Fact]
    public void WentOn_InTheNextSilence_IsAnotherIncident()
    {
        silence.Since = time.GetUtcNow();
        clock.WentOn(East);
        time.Advance(TimeSpan.FromMinutes(1));
        silence.Since = time.GetUtcNow();
        time.Advance(TimeSpan.FromSeconds(2));
        clock.WentOn(East);

        Assert.Equal([("eastus", 0), ("eastus", 2)], recovered);
    }

    public void Dispose()
    {
        listener.Dispose();
        services.Dispose();
    }
}
