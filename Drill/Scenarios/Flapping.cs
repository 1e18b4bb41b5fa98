using OrleansFailover.Drill.Cluster;

namespace OrleansFailover.Drill.Scenarios;

/// <summary>The primary region stalls and comes back several times, each time for just about as long as it takes to be called down.</summary>
internal sealed class Flapping : IScenario
{
    private const int Times = 3;

    private static readonly TimeSpan Stalled = TimeSpan.FromSeconds(2.5);
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    public string Name => "flapping";

    public string Description => "The primary region stalls and comes back several times.";

    public ScenarioSetup Setup { get; } = new()
    {
        Lag = TimeSpan.FromSeconds(5), Control = Protections.ReturnGate, Breaks = "one-reply", Limits = [Limits.Doubt],
    };

    public async Task PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        await stage.EarlyAsync(cancellationToken);
        for (var time = 0; time < Times; time++)
        {
            await stage.Faults.StallAsync(stage.Primary, null, Stalled, cancellationToken);
            stage.Tell($"{stage.Primary} stalled for {Stalled.TotalSeconds:0.0} s; {stage.Conversations.Complete} conversations are complete.");
            await stage.PassAsync(Between, cancellationToken);
        }

        await stage.CompleteAsync(cancellationToken);
    }
}
