using OrleansFailover.Drill.Cluster;

namespace OrleansFailover.Drill.Scenarios;

/// <summary>
/// The silo of the primary region stalls while its gateway acks; impatient customers write again, and that message goes to the other
/// region. The stall is over before the primary region counts as down.
/// </summary>
internal sealed class Overtaken : IScenario
{
    private const int Times = 3;

    private static readonly TimeSpan Before = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan After = TimeSpan.FromSeconds(0.9);
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1.5);

    public string Name => "overtaken";

    public string Description => "A customer's next message reaches the other region before the primary one has taken the message before it.";

    public ScenarioSetup Setup { get; } = new()
    {
        Lag = TimeSpan.FromSeconds(5),
        Control = Protections.Pending,
        Breaks = "in-order",
        Patience = (TimeSpan.FromSeconds(0.8), TimeSpan.FromSeconds(1.3)),
    };

    public async Task PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        var (other, overtakes) = (stage.Webhooks[stage.Other], 0);
        for (var time = 0; time < Times; time++)
        {
            await stage.PassAsync(Between, cancellationToken);
            using var acks = new AckWatch(stage.Channel, wanted: 1);
            var stall = stage.Faults.StallAsync(stage.Primary, HostProgram.Silo, Before + After, cancellationToken);
            await stage.PassAsync(Before, cancellationToken);
            var waiting = acks.Count;
            stage.Channel.Detour = other;
            await stall;
            stage.Channel.Detour = null;
            overtakes += Math.Min(waiting, acks.Count - waiting);
            stage.Tell($"{waiting} messages were acked in {stage.Primary} and not taken; {acks.Count - waiting} went to {stage.Other} after them.");
        }

        stage.Prove(overtakes > 0, "messages acked in the other region while earlier ones waited");
        await stage.CompleteAsync(cancellationToken);
    }
}
