using OrleansFailover.Drill.Network;

namespace OrleansFailover.Drill.Scenarios;

/// <summary>
/// The regions do not see each other for a while, neither Redis nor gateways nor databases; the edge sees both. Every message reaches one
/// region at a time: a copy delivered to the other side of a partition is something no program can recognise.
/// </summary>
internal sealed class Partition : IScenario
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(8);

    public string Name => "partition";

    public string Description => "The regions do not see each other for a while; both live, and the edge sees both.";

    public ScenarioSetup Setup { get; } = new() { Lag = TimeSpan.FromSeconds(1) };

    public async Task PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        stage.Channel.ReachesEveryRegion = false;
        var middle = await stage.MiddleAsync(cancellationToken);
        await stage.Faults.NetworkAsync(LinkState.Frozen, Duration, cancellationToken);
        stage.Tell($"The regions did not see each other for {Duration.TotalSeconds:0} s with {middle} of {stage.Conversations.Count} conversations in the middle.");
        await stage.CompleteAsync(cancellationToken);
    }
}
