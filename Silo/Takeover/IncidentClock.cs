using System.Collections.Concurrent;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.RegionalState.Regions;

namespace OrleansFailover.Silo.Takeover;

/// <summary>Times the recovery from each incident of another region, as this silo sees it. An incident is one silence of its heartbeats.</summary>
internal sealed class IncidentClock(IPeerHealth health, TakeoverMetrics metrics, TimeProvider timeProvider)
{
    private readonly ConcurrentDictionary<RegionId, DateTimeOffset> recovered = new();

    /// <summary>A conversation that was in the region goes on here, now.</summary>
    public void WentOn(RegionId region)
    {
        if (health.SilentSince(region) is not { } since)
        {
            return;
        }

        var isFirst = false;
        recovered.AddOrUpdate(
            region,
            _ =>
            {
                isFirst = true;
                return since;
            },
            (_, last) =>
            {
                isFirst = last != since;
                return since;
            });
        if (isFirst)
        {
            metrics.Recovered(region, timeProvider.GetUtcNow() - since);
        }
    }
}
