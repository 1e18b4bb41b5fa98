using OrleansFailover.Drill.Cluster;
using OrleansFailover.Drill.Network;

namespace OrleansFailover.Drill.Scenarios;

/// <summary>
/// The regions do not see each other for a while, neither Redis nor gateways nor databases; both live, and the edge sees both. One message in
/// ten is delivered to both sides, as at any time: that both answer it then is something no program can prevent, and is counted.
/// </summary>
internal sealed class Partition : IScenario
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(5);

    public string Name => "partition";

    public string Description => "The regions do not see each other for a while; both live, and the edge sees both.";

    public ScenarioSetup Setup { get; } = new()
    {
        Lag = TimeSpan.FromSeconds(1),
        Control = Protections.Claims,
        Breaks = "one-reply",
        Limits = Limits.BothSides,
    };

    public async Task PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        var middle = await stage.MiddleAsync(cancellationToken);
        await stage.Faults.NetworkAsync(LinkState.Frozen, Duration, cancellationToken);
        stage.Tell($"The regions did not see each other for {Duration.TotalSeconds:0} s with {middle} of {stage.Conversations.Count} conversations in the middle.");
        await stage.CompleteAsync(cancellationToken);
    }
}
