using OrleansFailover.Drill.Cluster;
using OrleansFailover.Drill.Conversations;

namespace OrleansFailover.Drill.Scenarios;

/// <summary>
/// The primary region is killed within milliseconds of an ack. In even rounds its silo stalls just before, so that the acked messages have
/// certainly not been taken; in odd ones the seed draws a moment at which the turn of the message is at any of its steps. The region's
/// services come back at once and empty, its hosts when the other region has taken over.
/// </summary>
internal sealed class InFlightLoss : IScenario
{
    private const int MostAcksWhileStalled = 4;

    private static readonly TimeSpan LongestStall = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestTakeover = TimeSpan.FromSeconds(10);

    // Longer than a turn takes here, from its event in the log to its reply on record.
    private static readonly TimeSpan LongestTurn = TimeSpan.FromMilliseconds(40);

    public string Name => "in-flight-loss";

    public string Description => "The primary region is lost within milliseconds of an ack, with acked messages that nobody has taken yet.";

    public ScenarioSetup Setup { get; } = new()
    {
        Lag = TimeSpan.FromSeconds(5),
        Pace = _ => Pace.Quick,
        Control = Protections.Pending,
        Breaks = "acked-is-kept",
        Limits = [Limits.Doubt, .. Limits.Uncopied],
    };

    public async Task PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        await stage.MiddleAsync(cancellationToken);
        var (stalls, drawn) = (stage.Round % 2 == 0, new CustomerPlan(stage.Seed, 0).Draw("moment"));
        using var acks = new AckWatch(stage.Channel, stalls ? 1 + (int)(drawn * MostAcksWhileStalled) : 1);
        if (stalls)
        {
            stage.Faults.Stall(stage.Primary, HostProgram.Silo);
        }

        await acks.WhenAsync(stalls ? LongestStall : LongestWait, stage.Time, cancellationToken);
        if (!stalls)
        {
            await stage.PassAsync(LongestTurn * drawn, cancellationToken);
        }

        var (last, taken) = (acks.Last, acks.Count);
        var at = stage.Channel.Record.Now;
        await stage.Faults.KillRegionAsync(stage.Primary);
        stage.Prove(taken > 0, "an ack just before the loss");
        stage.Note = $"killed {(at - last).TotalMilliseconds:0.0} ms after {(stalls ? $"the last of {taken} acks that the stalled silo had not taken" : "an ack")}";
        stage.Tell($"Every process of {stage.Primary} was {stage.Note}.");

        var open = stage.Conversations.Open();
        await stage.Faults.StartServicesAsync(stage.Primary, cancellationToken);
        await stage.Conversations.WhenAsync(all => all.WereAllAnsweredSince(at, open), LongestTakeover, cancellationToken);
        stage.LetHeal();
        await stage.CompleteAsync(cancellationToken);
    }
}
