using OrleansFailover.Drill.Cluster;

namespace OrleansFailover.Drill.Scenarios;

/// <summary>The Redis of the primary region is out of reach for a while, then that of the other one; both come back with their data.</summary>
internal sealed class RedisOutage : IScenario
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(2);

    public string Name => "redis-outage";

    public string Description => "The Redis of the primary region is out of reach for a while, then the other one's.";

    public ScenarioSetup Setup { get; } = new() { Lag = TimeSpan.FromSeconds(20), Control = Protections.RecentTurns, Breaks = "never-asked-twice" };

    public async Task PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        var middle = await stage.MiddleAsync(cancellationToken);
        stage.Tell($"{middle} of {stage.Conversations.Count} conversations are in the middle.");
        foreach (var region in stage.Regions)
        {
            await stage.Faults.OutageAsync(region, CloudParts.Redis, Duration, keepRedisData: true, cancellationToken);
            stage.Tell($"The Redis of {region} was gone for {Duration.TotalSeconds:0} s; {stage.Conversations.Complete} conversations are complete.");
            await stage.PassAsync(Between, cancellationToken);
        }

        await stage.CompleteAsync(cancellationToken);
    }
}
