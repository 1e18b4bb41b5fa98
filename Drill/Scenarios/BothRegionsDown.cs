namespace OrleansFailover.Drill.Scenarios;

/// <summary>
/// The hosts of both regions are killed and started again after a while; their services keep what they hold. What was acked before must
/// be answered, and the channel delivers again what was not.
/// </summary>
internal sealed class BothRegionsDown : IScenario
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(2);

    public string Name => "both-regions-down";

    public string Description => "The silos and gateways of both regions are killed at once and started again after a while.";

    public ScenarioSetup Setup { get; } = new() { Lag = TimeSpan.FromSeconds(5) };

    public async Task PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        var middle = await stage.MiddleAsync(cancellationToken);
        await Task.WhenAll(stage.Regions.Select(stage.Faults.KillHostsAsync));
        stage.Tell($"Killed the hosts of both regions with {middle} of {stage.Conversations.Count} conversations in the middle.");
        await stage.PassAsync(Duration, cancellationToken);
        await Task.WhenAll(stage.Regions.Select(region => stage.Faults.StartHostsAsync(region, cancellationToken)));
        stage.Tell("Both regions are back.");
        await stage.CompleteAsync(cancellationToken);
    }
}
