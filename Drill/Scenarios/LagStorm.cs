using OrleansFailover.Drill.Cluster;
using OrleansFailover.Drill.Conversations;

namespace OrleansFailover.Drill.Scenarios;

/// <summary>Nothing is replicated during the whole run, and the primary region is lost in the middle: only standby copies can hold.</summary>
internal sealed class LagStorm : IScenario
{
    public string Name => "lag-storm";

    public string Description => "Nothing is replicated during the whole run, and the primary region is lost in the middle of it.";

    public ScenarioSetup Setup { get; } = new()
    {
        Lag = TimeSpan.FromSeconds(5),
        Pace = Pace.Brisk,
        Control = Protections.RecentTurns,
        Breaks = "never-asked-twice",
        Limits = [Limits.Doubt],
    };

    public async Task PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        await stage.Faults.PauseReplicationAsync(paused: true, cancellationToken);
        var middle = await stage.MiddleAsync(cancellationToken);
        stage.FaultBegins();
        await stage.Faults.KillRegionAsync(stage.Primary);
        stage.Tell($"Killed every process of {stage.Primary}, of which nothing was replicated, with {middle} of {stage.Conversations.Count} conversations in the middle.");
        await stage.CompleteAsync(cancellationToken);
    }
}
