using OrleansFailover.Drill.Cluster;

namespace OrleansFailover.Drill.Scenarios;

/// <summary>
/// No region can take events: the inbound logs of both are out of reach while their gateways live. Webhooks become dead letters and are
/// replayed by themselves when the logs are back, while impatient customers go on writing.
/// </summary>
internal sealed class BothRegionsDown : IScenario
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(5);

    public string Name => "both-regions-down";

    public string Description => "The inbound logs of both regions are out of reach for a while: webhooks become dead letters and are replayed.";

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
        await Task.WhenAll(stage.Regions.Select(region => stage.Faults.OffAsync(region, CloudParts.InboundLog, keepRedisData: true, cancellationToken)));
        await stage.PassAsync(Duration, cancellationToken);
        await Task.WhenAll(stage.Regions.Select(region => stage.Faults.OnAsync(region, CloudParts.InboundLog, cancellationToken)));
        var letters = stage.Regions.Sum(region => stage.Faults.Kept(region).Letters);
        stage.Prove(letters > 0, "webhooks that became dead letters");
        stage.Tell($"No log took anything for {Duration.TotalSeconds:0} s with {middle} of {stage.Conversations.Count} conversations in the middle; {letters} webhooks became dead letters.");
        await stage.DrainedAsync(cancellationToken);
        await stage.CompleteAsync(cancellationToken);
    }
}
