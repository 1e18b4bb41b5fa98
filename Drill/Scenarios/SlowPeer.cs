using OrleansFailover.Drill.Network;

namespace OrleansFailover.Drill.Scenarios;

/// <summary>Answers between the regions take 200 ms longer, then 5 s longer: past every bound.</summary>
internal sealed class SlowPeer : IScenario
{
    private static readonly TimeSpan Far = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Stuck = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(6);

    public string Name => "slow-peer";

    public string Description => "Answers between the regions take 200 ms, then 5 s.";

    public ScenarioSetup Setup { get; } = new() { Lag = TimeSpan.FromSeconds(1) };

    public async Task PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        await stage.Conversations.WhenAsync(all => all.AskedBetween(1, 3) * 2 >= all.Count, stage.Deadline / 2, cancellationToken);
        foreach (var roundTrip in new[] { Far, Stuck })
        {
            await stage.Faults.NetworkAsync(LinkState.Slow(roundTrip), Duration, cancellationToken);
            stage.Tell($"Answers between the regions took {roundTrip.TotalMilliseconds:0} ms for {Duration.TotalSeconds:0} s; {stage.Conversations.Complete} conversations are complete.");
        }

        await stage.CompleteAsync(cancellationToken);
    }
}
