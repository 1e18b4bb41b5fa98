using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OrleansFailover.WebhookGateway.Edge;

namespace OrleansFailover.WebhookGateway.Tests.Edge;

public sealed class RegionIncidentsTests : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly FakeTimeProvider time = new();
    private readonly List<MeterListener> listeners = [];
    private readonly List<(string Region, double Seconds)> recovered = [];
    private readonly RegionIncidents incidents;

    public RegionIncidentsTests()
    {
        incidents = new(time, new EdgeMetrics(Listen(services)));
    }

    [Fact]
    public void Taken_ByAnotherRegion_IsOneValueFromTheFirstFailure()
    {
        Fail("eastus");
        time.Advance(TimeSpan.FromSeconds(2));
        Fail("eastus");
        time.Advance(TimeSpan.FromSeconds(1));
        incidents.Taken("westeurope");
        incidents.Taken("westeurope");

        Assert.Equal([("eastus", 3)], recovered);
    }

    [Fact]
    public void Failed_WebhookThatArrivedBeforeTheProbeFailed_CountsFromItsArrival()
    {
        var arrived = time.GetTimestamp();
        time.Advance(TimeSpan.FromSeconds(1));
        Fail("eastus");
        incidents.Failed("eastus", arrived);
        time.Advance(TimeSpan.FromSeconds(1));
        incidents.Taken("westeurope");

        Assert.Equal([("eastus", 2)], recovered);
    }

    [Fact]
    public void Taken_ByTheRegionItself_RecoversNothing()
    {
        Fail("eastus");
        incidents.Taken("eastus");

        Assert.Empty(recovered);
    }

    [Fact]
    public void Answers_BetweenTwoFailures_MakesTwoIncidents()
    {
        Fail("eastus");
        incidents.Taken("westeurope");
        incidents.Answers("eastus");
        time.Advance(TimeSpan.FromMinutes(5));
        Fail("eastus");
        time.Advance(TimeSpan.FromSeconds(1));
        incidents.Taken("westeurope");

        Assert.Equal([("eastus", 0), ("eastus", 1)], recovered);
    }

    [Fact]
    public void Answers_BeforeAnybodyTookOne_IsNoRecovery()
    {
        Fail("eastus");
        incidents.Answers("eastus");
        incidents.Taken("westeurope");

        Assert.Empty(recovered);
    }

    [Fact]
    public async Task Post_PrimaryIsGone_IsAnIncidentThatTheSecondRegionEnds()
    {
        await using var edge = await EdgeHost.StartAsync();
        Listen(edge.Services);
        using (await edge.PostAsync())
        {
            Assert.Empty(recovered);
        }

        await edge.Primary.DisposeAsync();
        for (var i = 0; i < 2; i++)
        {
            using var response = await edge.PostAsync();
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        var (region, seconds) = Assert.Single(recovered);
        Assert.Equal("eastus", region);
        Assert.InRange(seconds, 0, 10);
    }

    public void Dispose()
    {
        listeners.ForEach(listener => listener.Dispose());
        services.Dispose();
    }

    private void Fail(string region) => incidents.Failed(region, time.GetTimestamp());

    // Listeners hear every host of the process.
    private IMeterFactory Listen(IServiceProvider from)
    {
        var (meters, listener) = (from.GetRequiredService<IMeterFactory>(), new MeterListener());
        listeners.Add(listener);
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (instrument.Name == "edge.incident.recovery" && ReferenceEquals(instrument.Meter.Scope, meters))
            {
                own.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((_, value, tags, _) => recovered.Add(((string)tags[0].Value!, value)));
        listener.Start();
        return meters;
    }
}
