using OrleansFailover.Drill.Cluster;

namespace OrleansFailover.Drill.Scenarios;

/// <summary>Every process of the primary region is stopped (SIGSTOP) and goes on (SIGCONT) where it was, long after the other one took over.</summary>
internal sealed class RegionPause : IScenario
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(5);

    public string Name => "pause";

    public string Description => "The whole primary region stalls, and goes on where it was after the other one took over.";

    public ScenarioSetup Setup { get; } = new()
    {
        Lag = TimeSpan.FromSeconds(5), Control = Protections.LateLook, Breaks = "one-reply", Limits = [Limits.Doubt],
    };

    public async Task PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        var middle = await stage.MiddleAsync(cancellationToken);
        await stage.Faults.StallAsync(stage.Primary, null, Duration, cancellationToken);
        stage.Tell($"{stage.Primary} stalled for {Duration.TotalSeconds:0} s with {middle} of {stage.Conversations.Count} conversations in the middle.");
        await stage.CompleteAsync(cancellationToken);
    }
}
