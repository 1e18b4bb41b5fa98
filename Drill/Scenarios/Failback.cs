using OrleansFailover.Drill.Cluster;
using OrleansFailover.Drill.Network;

namespace OrleansFailover.Drill.Scenarios;

/// <summary>
/// The primary region loses its hosts and all that its Redis held, and returns while its database is far behind; the edge sends customers
/// back at once.
/// </summary>
internal sealed class Failback : IScenario
{
    // A refill goes over the network: with regions next to each other it would be over before the first customer is back.
    private static readonly TimeSpan Continent = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan Away = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);

    // One probe of the edge.
    private static readonly TimeSpan Seen = TimeSpan.FromSeconds(0.6);

    public string Name => "failback";

    public string Description => "The primary region returns with an empty Redis and a database far behind; customers are routed back at once.";

    public ScenarioSetup Setup { get; } = new()
    {
        Lag = TimeSpan.FromSeconds(60),
        Control = Protections.ReturnGate,
        Breaks = "never-asked-twice",
        Limits = [Limits.Doubt],
    };

    public async Task PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        await stage.Faults.NetworkAsync(LinkState.Slow(Continent), cancellationToken);
        await stage.EarlyAsync(cancellationToken);
        stage.FaultBegins();
        await stage.Faults.KillHostsAsync(stage.Primary);
        await stage.Faults.OffAsync(stage.Primary, CloudParts.Redis, keepRedisData: false, cancellationToken);
        await stage.PassAsync(Away, cancellationToken);

        // What was said so far is in the other region alone: a turn while this one starts would put a copy into its new Redis.
        stage.Conversations.Hold();
        await stage.PassAsync(Quiet, cancellationToken);
        var start = stage.Channel.Record.Now;
        await stage.Faults.OnAsync(stage.Primary, CloudParts.Redis, cancellationToken);
        await stage.Faults.StartHostsAsync(stage.Primary, cancellationToken);
        var back = stage.Channel.Record.Now - start;
        await stage.PassAsync(Seen, cancellationToken);
        stage.Conversations.GoOn();
        stage.Prove(stage.Conversations.Open().Count > 0, "open conversations at the return");
        stage.Tell($"{stage.Primary} was back after {back.TotalSeconds:0.0} s, with {stage.Conversations.Open().Count} of {stage.Conversations.Count} conversations open.");
        await stage.CompleteAsync(cancellationToken);
    }
}
