using OrleansFailover.Drill.Cluster;

namespace OrleansFailover.Drill.Scenarios;

/// <summary>
/// The inbound logs of both regions and their dead-letter stores are out of reach: the last place is the disk of each gateway. What waits there
/// drains by itself, in its order, while impatient customers go on writing.
/// </summary>
internal sealed class SpoolOnly : IScenario
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(5);

    public string Name => "spool-only";

    public string Description => "The inbound logs and the dead-letter stores of both regions are out of reach for a while: webhooks wait in the spools.";

    public ScenarioSetup Setup { get; } = new()
    {
        Lag = TimeSpan.FromSeconds(5),
        Patience = (TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(3)),
        Control = Protections.Pending | Protections.Replay,
        Breaks = "acked-is-kept",
    };

    public async Task PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        var middle = await stage.MiddleAsync(cancellationToken);
        foreach (var region in stage.Regions)
        {
            stage.Faults.DeadLetters(region, gone: true);
        }

        await Task.WhenAll(stage.Regions.Select(region => stage.Faults.OffAsync(region, CloudParts.InboundLog, keepRedisData: true, cancellationToken)));
        await stage.PassAsync(Duration, cancellationToken);
        var bytes = stage.Regions.Sum(region => stage.Faults.Kept(region).SpoolBytes);
        foreach (var region in stage.Regions)
        {
            stage.Faults.DeadLetters(region, gone: false);
        }

        await Task.WhenAll(stage.Regions.Select(region => stage.Faults.OnAsync(region, CloudParts.InboundLog, cancellationToken)));
        stage.Prove(bytes > 0, "webhooks that only a spool took");
        stage.Tell($"Only spools took webhooks for {Duration.TotalSeconds:0} s with {middle} of {stage.Conversations.Count} conversations in the middle: {bytes} bytes waited.");
        await stage.DrainedAsync(cancellationToken);
        await stage.CompleteAsync(cancellationToken);
    }
}
