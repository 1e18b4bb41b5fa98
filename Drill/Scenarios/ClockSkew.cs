using OrleansFailover.Drill.Cluster;
using OrleansFailover.Drill.Conversations;

namespace OrleansFailover.Drill.Scenarios;

/// <summary>
/// The clocks of the primary region's hosts are minutes ahead, and the region is lost in the middle of the conversations; it returns with
/// clocks that are minutes behind, takes new customers, and is lost again.
/// </summary>
internal sealed class ClockSkew : IScenario
{
    private static readonly TimeSpan[] Skews = [TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(-4)];

    // Two probes of the edge.
    private static readonly TimeSpan Seen = TimeSpan.FromSeconds(1.1);

    public string Name => "clock-skew";

    public string Description => "The clocks of the primary region's hosts are minutes ahead, then behind, and the region is lost in the middle.";

    public ScenarioSetup Setup { get; } = new()
    {
        Lag = TimeSpan.FromSeconds(20),
        Waves = 2,
        Pace = Pace.Brisk,
        Control = Protections.ChannelTime,
        Breaks = "never-asked-twice",
        Limits = [Limits.Doubt],
    };

    public async Task PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        foreach (var skew in Skews)
        {
            await stage.Faults.SkewClockAsync(stage.Primary, skew, cancellationToken);
            await stage.PassAsync(Seen, cancellationToken);
            stage.Conversations.StartWave();
            var middle = await stage.MiddleAsync(cancellationToken);
            stage.FaultBegins();
            await stage.Faults.KillRegionAsync(stage.Primary);
            stage.Tell($"Killed every process of {stage.Primary}, whose clocks were {skew.TotalMinutes:+0;-0} min off, with {middle} of {stage.Conversations.InWave} conversations in the middle.");
            await stage.CompleteAsync(cancellationToken);
        }
    }
}
