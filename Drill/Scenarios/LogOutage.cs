using OrleansFailover.Drill.Cluster;

namespace OrleansFailover.Drill.Scenarios;

/// <summary>The inbound log of the primary region is out of reach for a while.</summary>
internal sealed class LogOutage : IScenario
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(5);

    public string Name => "log-outage";

    public string Description => "The inbound log of the primary region is out of reach for a while.";

    public ScenarioSetup Setup { get; } = new() { Lag = TimeSpan.FromSeconds(20), Control = Protections.RecentTurns, Breaks = "never-asked-twice" };

    public async Task PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        var middle = await stage.MiddleAsync(cancellationToken);
        await stage.Faults.OutageAsync(stage.Primary, CloudParts.InboundLog, Duration, keepRedisData: true, cancellationToken);
        stage.Tell($"The inbound log of {stage.Primary} was gone for {Duration.TotalSeconds:0} s with {middle} of {stage.Conversations.Count} conversations in the middle.");
        await stage.CompleteAsync(cancellationToken);
    }
}
