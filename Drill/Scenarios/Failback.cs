using OrleansFailover.Drill.Cluster;

namespace OrleansFailover.Drill.Scenarios;

/// <summary>
/// The primary region loses its hosts and all that its Redis held, and returns while its database is far behind; the edge sends customers
/// back at once.
/// </summary>
internal sealed class Failback : IScenario
{
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(4);

    public string Name => "failback";

    public string Description => "The primary region returns with an empty Redis and a database far behind; customers are routed back at once.";

    public ScenarioSetup Setup { get; } = new()
    {
        Lag = TimeSpan.FromSeconds(60),
        Control = Protections.ReturnGate,
        Breaks = "never-asked-twice",
    };

    public async Task PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        await stage.Conversations.WhenAsync(all => all.AskedBetween(1, 3) * 2 >= all.Count, stage.Deadline / 2, cancellationToken);
        await stage.Faults.KillHostsAsync(stage.Primary);
        await stage.Faults.OffAsync(stage.Primary, CloudParts.Redis, keepRedisData: false, cancellationToken);
        await stage.PassAsync(Away, cancellationToken);
        var (open, start) = (stage.Conversations.Open().Count, stage.Channel.Record.Now);
        await stage.Faults.OnAsync(stage.Primary, CloudParts.Redis, cancellationToken);
        await stage.Faults.StartHostsAsync(stage.Primary, cancellationToken);
        var back = stage.Channel.Record.Now - start;
        stage.Tell($"{stage.Primary} was back after {back.TotalSeconds:0.0} s; {stage.Conversations.Open().Count} of {open} conversations were still open then.");
        await stage.CompleteAsync(cancellationToken);
    }
}
