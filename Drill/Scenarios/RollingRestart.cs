using OrleansFailover.Drill.Cluster;

namespace OrleansFailover.Drill.Scenarios;

/// <summary>Each silo and gateway of both regions is stopped gracefully (SIGTERM) and started again while customers converse.</summary>
internal sealed class RollingRestart : IScenario
{
    public string Name => "rolling-restart";

    public string Description => "Each silo and each gateway is stopped gracefully and started again, one after the other.";

    public ScenarioSetup Setup { get; } = new() { Lag = TimeSpan.FromSeconds(20), Control = Protections.RecentTurns, Breaks = "never-asked-twice" };

    public async Task PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        await stage.EarlyAsync(cancellationToken);
        foreach (var region in stage.Regions)
        {
            foreach (var program in new[] { HostProgram.Silo, HostProgram.WebhookGateway })
            {
                var started = stage.Channel.Record.Now;
                var gone = await stage.Faults.RollAsync(region, program, cancellationToken);
                stage.Tell(
                    $"{region}/{program.Project} {(gone ? "ended by itself" : "had to be ended")} and was back after {(stage.Channel.Record.Now - started).TotalSeconds:0.0} s; "
                    + $"{stage.Conversations.Complete} conversations are complete.");
            }
        }

        await stage.CompleteAsync(cancellationToken);
    }
}
