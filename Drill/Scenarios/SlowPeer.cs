using OrleansFailover.Drill.Cluster;
using OrleansFailover.Drill.Network;

namespace OrleansFailover.Drill.Scenarios;

/// <summary>Answers between the regions take 200 ms longer, then 5 s longer: past every bound.</summary>
internal sealed class SlowPeer : IScenario
{
    private static readonly TimeSpan Far = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Stuck = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FarDuration = TimeSpan.FromSeconds(3);

    // Longer than the answers take.
    private static readonly TimeSpan StuckDuration = TimeSpan.FromSeconds(6);

    public string Name => "slow-peer";

    public string Description => "Answers between the regions take 200 ms, then 5 s.";

    public ScenarioSetup Setup { get; } = new() { Lag = TimeSpan.FromSeconds(1), Control = Protections.Claims, Breaks = "one-reply" };

    public async Task PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        await stage.EarlyAsync(cancellationToken);
        foreach (var (roundTrip, duration) in new[] { (Far, FarDuration), (Stuck, StuckDuration) })
        {
            await stage.Faults.NetworkAsync(LinkState.Slow(roundTrip), duration, cancellationToken);
            stage.Tell($"Answers between the regions took {roundTrip.TotalMilliseconds:0} ms for {duration.TotalSeconds:0} s; {stage.Conversations.Complete} conversations are complete.");
        }

        await stage.CompleteAsync(cancellationToken);
    }
}
