using OrleansFailover.Drill.Cluster;
using OrleansFailover.Drill.Conversations;

namespace OrleansFailover.Drill.Scenarios;

/// <summary>Every process of the primary region is killed when half of the conversations are in the middle of the script.</summary>
internal sealed class RegionLoss : IScenario
{
    public string Name => "region-loss";

    public string Description => "The primary region is lost in the middle of the conversations, with everything it held.";

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
        await stage.Faults.KillRegionAsync(stage.Primary);
        stage.Tell($"Killed every process of {stage.Primary} with {middle} of {stage.Conversations.Count} conversations in the middle.");
        await stage.CompleteAsync(cancellationToken);
    }
}
