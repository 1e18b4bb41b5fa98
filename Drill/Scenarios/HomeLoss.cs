using OrleansFailover.Drill.Canaries;
using OrleansFailover.Drill.Cluster;

namespace OrleansFailover.Drill.Scenarios;

/// <summary>
/// Every second customer is restricted to the other region, which is killed in the middle of the conversations and returns. What such customers said and who they are must not
/// be readable in the primary region, which takes their webhooks: neither while their home is down nor afterwards.
/// </summary>
internal sealed class HomeLoss : IScenario
{
    // Long enough for every customer to write, and shorter than anybody's patience.
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(4);

    public string Name => "residency";

    public string Description => "Half of the customers are restricted to the other region, which is lost and returns; every byte of the primary one is searched for them.";

    public ScenarioSetup Setup { get; } = new()
    {
        Lag = TimeSpan.FromSeconds(10),
        Restricts = true,
        Control = Protections.Masking,
        Breaks = CanaryWatch.Promise,
        Limits = [Limits.Doubt],
    };

    public async Task PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        var (home, abroad) = (stage.Other, stage.Primary);
        var middle = await stage.MiddleAsync(cancellationToken);
        var lost = stage.Channel.Record.Now;
        await stage.Faults.KillRegionAsync(home);
        stage.Tell($"Killed every process of {home}, home to every second customer, with {middle} of {stage.Conversations.Count} conversations in the middle.");
        await stage.PassAsync(Away, cancellationToken);
        stage.Prove(stage.Conversations.RestrictedAcks(lost, stage.Channel.Record.Now) > 0, $"messages of restricted customers that {abroad} acked while {home} was down");
        await stage.SearchAsync(abroad, "while home was down", isHome: false, cancellationToken);
        await stage.Faults.RestartRegionAsync(home, cancellationToken);
        stage.Tell($"{home} is back after {(stage.Channel.Record.Now - lost).TotalSeconds:0.0} s.");
        await stage.CompleteAsync(cancellationToken);
        await stage.SearchAsync(abroad, "at the end", isHome: false, cancellationToken);

        // Home reads what it keeps, and keeps nothing that could be read without its keys: so "forget" reaches it there, too.
        await stage.SearchAsync(home, "at the end", isHome: true, cancellationToken);
        var outside = stage.Conversations.RestrictedSummariesOutside(home);
        stage.Prove(outside == 0, $"every summary of a restricted customer from {home} ({outside} came from elsewhere)");
    }
}
