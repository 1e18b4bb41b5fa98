using System.Diagnostics.Metrics;
using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.Silo.Takeover;

/// <summary>What this silo measures of incidents of other regions.</summary>
internal sealed class TakeoverMetrics
{
    public const string MeterName = "OrleansFailover.Takeover";

    private readonly Histogram<double> recoveries;

    public TakeoverMetrics(IMeterFactory meters) => recoveries = meters.Create(MeterName).CreateHistogram<double>(
        "takeover.incident.recovery", "s", "One value an incident, by region: from its last heartbeat to the first turn here of a conversation that was there.");

    public void Recovered(RegionId region, TimeSpan after) => recoveries.Record(after.TotalSeconds, new KeyValuePair<string, object?>("region", region.Name));
}
