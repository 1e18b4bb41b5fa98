using Microsoft.Extensions.Options;

namespace OrleansFailover.WebhookGateway.Edge;

/// <summary>The regions and what the edge knows of them. Safe for many threads; readers get one consistent picture without a lock.</summary>
internal sealed class RegionTable
{
    private readonly EdgeOptions options;
    private readonly TimeProvider timeProvider;
    private readonly EdgeMetrics metrics;
    private readonly RegionIncidents incidents;
    private readonly ILogger<RegionTable> logger;
    private readonly long startedAt;
    private readonly Lock changing = new();
    private RegionView[] views;
    private RegionHealth[] health;

    public RegionTable(IOptions<EdgeOptions> options, TimeProvider timeProvider, EdgeMetrics metrics, RegionIncidents incidents, ILogger<RegionTable> logger)
    {
        this.options = options.Value;
        this.timeProvider = timeProvider;
        this.metrics = metrics;
        this.incidents = incidents;
        this.logger = logger;
        startedAt = timeProvider.GetTimestamp();
        var now = timeProvider.GetUtcNow();
        views = [.. this.options.Regions.Select(region => new RegionView(
            region.Name, region.Address!, new RegionState(RegionHealth.Unknown, 0, TimeSpan.Zero), now, null, "not probed yet"))];
        health = new RegionHealth[views.Length];
        Array.Fill(health, RegionHealth.Unknown);
        metrics.ObserveRegions(() => Views);
    }

    /// <summary>The regions in the configured order.</summary>
    public IReadOnlyList<RegionView> Views => Volatile.Read(ref views);

    /// <summary>Their health alone; never changed once given.</summary>
    public IReadOnlyList<RegionHealth> Health => Volatile.Read(ref health);

    /// <param name="detail">What was seen, for people.</param>
    public void Observe(int region, RegionObservation observation, string detail)
    {
        if (observation is RegionObservation.ProbeSucceeded)
        {
            incidents.Answers(Views[region].Name);
        }
        else
        {
            incidents.Failed(Views[region].Name, timeProvider.GetTimestamp());
        }

        lock (changing)
        {
            var before = views[region];
            var state = RegionHealthPolicy.Next(
                before.State, observation, timeProvider.GetElapsedTime(startedAt), options.UnhealthyThreshold, options.FailbackAfter);
            var now = timeProvider.GetUtcNow();
            var changed = state.Health != before.State.Health;
            var after = before with
            {
                State = state,
                ChangedAt = changed ? now : before.ChangedAt,
                ProbedAt = observation is RegionObservation.ConnectionFailed ? before.ProbedAt : now,
                Detail = detail,
            };
            RegionView[] newViews = [.. views];
            newViews[region] = after;
            Volatile.Write(ref views, newViews);
            if (changed)
            {
                RegionHealth[] newHealth = [.. health];
                newHealth[region] = state.Health;
                Volatile.Write(ref health, newHealth);
                metrics.RegionChanged(after.Name, state.Health);
                logger.RegionChanged(after.Name, before.State.Health, state.Health, detail);
            }
        }
    }
}
