using OrleansFailover.Drill.Cluster;
using OrleansFailover.Drill.Conversations;

namespace OrleansFailover.Drill.Scenarios;

/// <summary>
/// The hosts of both regions are killed at once; their services keep what they hold, and nothing is replicated from then on. The other region is
/// back first, and customers go on there. What was acked before must be answered, and the channel delivers again what was not.
/// </summary>
internal sealed class BothHostsDown : IScenario
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(4);

    public string Name => "both-hosts-down";

    public string Description => "The silos and gateways of both regions are killed at once, and replication stops; the other region is back first.";

    public ScenarioSetup Setup { get; } = new()
    {
        Lag = TimeSpan.FromSeconds(20),
        Pace = Pace.Brisk,
        Control = Protections.RecentTurns,
        Breaks = "never-asked-twice",
        Limits = [Limits.Doubt],
    };

    public async Task PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        var middle = await stage.MiddleAsync(cancellationToken);
        await stage.Faults.PauseReplicationAsync(paused: true, cancellationToken);
        stage.FaultBegins();
        await Task.WhenAll(stage.Regions.Select(stage.Faults.KillHostsAsync));
        stage.Tell($"Killed the hosts of both regions with {middle} of {stage.Conversations.Count} conversations in the middle.");
        await stage.PassAsync(Duration, cancellationToken);
        await stage.Faults.StartHostsAsync(stage.Other, cancellationToken);
        await stage.PassAsync(Between, cancellationToken);
        await stage.Faults.StartHostsAsync(stage.Primary, cancellationToken);
        stage.Tell($"Both regions are back, {stage.Other} first.");
        await stage.CompleteAsync(cancellationToken);
    }
}
