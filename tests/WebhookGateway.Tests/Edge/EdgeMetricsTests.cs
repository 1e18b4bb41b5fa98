using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using OrleansFailover.WebhookGateway.Edge;
using OrleansFailover.WebhookGateway.Tests.Fakes;

namespace OrleansFailover.WebhookGateway.Tests.Edge;

public sealed class EdgeMetricsTests
{
    [Fact]
    public async Task RegionHealthy_PrimaryUnhealthyAndBack_IsZeroUntilItIsPreferredAgain()
    {
        await using var edge = await EdgeHost.StartAsync(probe: "00:00:00.05", settings: new() { ["Edge:FailbackAfter"] = "00:00:00.200" });
        Assert.Equal("eastus 1, westeurope 1", Seen(edge));

        edge.Primary.Healthy = false;
        await edge.StateAsync("Unhealthy", "Healthy");
        Assert.Equal("eastus 0, westeurope 1", Seen(edge));

        edge.Primary.Healthy = true;
        await edge.StateAsync("Healthy", "Healthy");
        Assert.Equal("eastus 1, westeurope 1", Seen(edge));
    }

    private static string Seen(EdgeHost edge)
    {
        var seen = new SortedDictionary<string, int>(StringComparer.Ordinal);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, meters) =>
        {
            // Listeners hear every host of the process.
            if (instrument.Name == "edge.region.healthy" && instrument.Meter.Scope == edge.Services.GetRequiredService<IMeterFactory>())
            {
                meters.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<int>((_, value, tags, _) => seen[(string)tags[0].Value!] = value);
        listener.Start();
        listener.RecordObservableInstruments();
        return string.Join(", ", seen.Select(pair => $"{pair.Key} {pair.Value}"));
    }
}
