using OrleansFailover.Drill.Cluster;

namespace OrleansFailover.Drill.Scenarios;

/// <summary>
/// The primary region is killed within milliseconds of an ack. In even rounds its silo stalls just before, so that the acked messages have
/// certainly not been taken; in odd ones the turn of the message is at any of its steps.
/// </summary>
internal sealed class InFlightLoss : IScenario
{
    private const int AcksWhileStalled = 3;

    private static readonly TimeSpan LongestStall = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    public string Name => "in-flight-loss";

    public string Description => "The primary region is lost within milliseconds of an ack, with acked messages that nobody has taken yet.";

    public ScenarioSetup Setup { get; } = new() { Lag = TimeSpan.FromSeconds(5), Control = Protections.Pending, Breaks = "acked-is-kept" };

    public async Task PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        await stage.MiddleAsync(cancellationToken);
        var stalls = stage.Round % 2 == 0;
        using var acks = new AckWatch(stage.Channel, stalls ? AcksWhileStalled : 1);
        if (stalls)
        {
            stage.Faults.Stall(stage.Primary, HostProgram.Silo);
        }

        await acks.WhenAsync(stalls ? LongestStall : LongestWait, stage.Time, cancellationToken);
        var (last, kill) = (acks.Last, stage.Faults.KillRegionAsync(stage.Primary));
        var after = stage.Channel.Record.Now - last;
        await kill;
        stage.Tell($"Killed every process of {stage.Primary} {after.TotalMilliseconds:0.0} ms after an ack{(stalls ? $", {acks.Count} acked messages not taken" : "")}.");
        await stage.CompleteAsync(cancellationToken);
    }
}
