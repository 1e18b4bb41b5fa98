using System.Diagnostics.Metrics;

namespace OrleansFailover.WebhookGateway.Edge;

/// <summary>What the edge counts.</summary>
internal sealed class EdgeMetrics
{
    public const string MeterName = "OrleansFailover.WebhookGateway.Edge";

    private readonly Meter meter;
    private readonly Counter<long> answered;
    private readonly Counter<long> extraAttempts;
    private readonly Counter<long> notTaken;
    private readonly Counter<long> regionChanges;
    private readonly Histogram<double> recoveries;

    public EdgeMetrics(IMeterFactory meterFactory)
    {
        meter = meterFactory.Create(MeterName);
        answered = meter.CreateCounter<long>("edge.answered", "{webhook}", "Webhooks by the region whose answer was given back.");
        extraAttempts = meter.CreateCounter<long>("edge.extra_attempts", "{attempt}", "Sendings past the first one of a webhook: failed over or hedged.");
        notTaken = meter.CreateCounter<long>("edge.not_taken", "{webhook}", "Webhooks that no region took.");
        regionChanges = meter.CreateCounter<long>("edge.region_changes", "{change}", "Changes of a region's health, by region and new health.");
        recoveries = meter.CreateHistogram<double>(
            "edge.incident.recovery", "s", "One value an incident, by region: from the first webhook or probe that the region failed to the first webhook that another one took.");
    }

    /// <summary>Reports each region's health: 0 from the failed probes that make it unhealthy until it is preferred again, else 1.</summary>
    public void ObserveRegions(Func<IEnumerable<RegionView>> regions) => meter.CreateObservableGauge(
        "edge.region.healthy", () => regions().Select(Healthy), "{region}", "1 while this edge prefers the region by its order, 0 while it passes it by, by region.");

    public void Answered(string region, int attempts)
    {
        answered.Add(1, new KeyValuePair<string, object?>("region", region));
        if (attempts > 1)
        {
            extraAttempts.Add(attempts - 1);
        }
    }

    public void Recovered(string region, TimeSpan after) => recoveries.Record(after.TotalSeconds, new KeyValuePair<string, object?>("region", region));

    public void NotTaken() => notTaken.Add(1);

    public void RegionChanged(string region, RegionHealth health) =>
        regionChanges.Add(1, new KeyValuePair<string, object?>("region", region), new KeyValuePair<string, object?>("health", health.ToString()));

    private static Measurement<int> Healthy(RegionView region) => new(
        region.State.Health is RegionHealth.Unhealthy or RegionHealth.Returning ? 0 : 1, new KeyValuePair<string, object?>("region", region.Name));
}
