using OrleansFailover.Drill.Cluster;
using OrleansFailover.Drill.Network;

namespace OrleansFailover.Drill.Scenarios;

/// <summary>
/// The Redis of the primary region loses all that it held while the region's hosts live, and the databases are far behind each other: what the
/// other region did meanwhile must come back before customers do.
/// </summary>
internal sealed class RedisLoss : IScenario
{
    // A refill goes over the network: with regions next to each other it would be over before the first customer is back.
    private static readonly TimeSpan Continent = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan Away = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);

    // Two probes of the edge.
    private static readonly TimeSpan Seen = TimeSpan.FromSeconds(1.1);

    public string Name => "redis-loss";

    public string Description => "The Redis of the primary region is gone for a while and comes back empty, with a database far behind.";

    public ScenarioSetup Setup { get; } = new()
    {
        Lag = TimeSpan.FromSeconds(60),
        Control = Protections.ReturnGate,
        Breaks = "never-asked-twice",
    };

    public async Task PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        await stage.Faults.NetworkAsync(LinkState.Slow(Continent), cancellationToken);
        await stage.EarlyAsync(cancellationToken);
        stage.FaultBegins();
        await stage.Faults.OffAsync(stage.Primary, CloudParts.Redis, keepRedisData: false, cancellationToken);
        await stage.PassAsync(Away, cancellationToken);

        // A turn while the Redis returns would put a copy into it.
        stage.Conversations.Hold();
        await stage.PassAsync(Quiet, cancellationToken);
        await stage.Faults.OnAsync(stage.Primary, CloudParts.Redis, cancellationToken);
        await stage.PassAsync(Seen, cancellationToken);
        var open = stage.Conversations.Open().Count;
        stage.Conversations.GoOn();
        stage.Prove(open > 0, "open conversations at the return of the Redis");
        stage.Tell($"The Redis of {stage.Primary} came back empty after {(Away + Quiet).TotalSeconds:0} s, with {open} of {stage.Conversations.Count} conversations open.");
        await stage.CompleteAsync(cancellationToken);

        // The membership of the region's cluster was in it too: a silo can leave and join only where that came back.
        var left = await stage.Faults.RollAsync(stage.Primary, HostProgram.Silo, cancellationToken);
        stage.Prove(left, $"the silo of {stage.Primary} leaving its cluster by itself");
    }
}
