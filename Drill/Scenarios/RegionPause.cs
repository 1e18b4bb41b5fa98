using OrleansFailover.Drill.Cluster;

namespace OrleansFailover.Drill.Scenarios;

/// <summary>
/// Every process of the primary region is stopped (SIGSTOP) and goes on (SIGCONT) where it was, long after the other one took over. Its database
/// is slow just before, so that some turns stand between their claim and their reply.
/// </summary>
internal sealed class RegionPause : IScenario
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(5);

    // Turns that begin in the time before the stall hang in their write, after the claim and before the reply, when the region stalls. They go
    // on after it, seconds too late.
    private static readonly TimeSpan WritesTake = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(700);

    public string Name => "pause";

    public string Description => "The whole primary region stalls, and goes on where it was after the other one took over.";

    public ScenarioSetup Setup { get; } = new()
    {
        Lag = TimeSpan.FromSeconds(5), Control = Protections.LateLook, Breaks = "one-reply", Limits = [Limits.Doubt],
    };

    public async Task PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        var middle = await stage.MiddleAsync(cancellationToken);
        await stage.Faults.SlowWritesAsync(stage.Primary, WritesTake, cancellationToken);
        await stage.PassAsync(Gather, cancellationToken);
        stage.FaultBegins();
        await stage.Faults.StallAsync(stage.Primary, null, Duration, cancellationToken);
        await stage.Faults.SlowWritesAsync(stage.Primary, TimeSpan.Zero, cancellationToken);
        stage.Tell($"{stage.Primary} stalled for {Duration.TotalSeconds:0} s with {middle} of {stage.Conversations.Count} conversations in the middle.");
        await stage.CompleteAsync(cancellationToken);
    }
}
