using OrleansFailover.Drill.Conversations;
using OrleansFailover.Drill.Scenarios;

namespace OrleansFailover.Drill.Rehearsals;

/// <summary>
/// A region somewhere else is taken away when half of the conversations are in the middle of the script, and, where it can be, given back in the middle of others.
/// </summary>
/// <param name="givesBack">Whether it is given back.</param>
internal sealed class Rehearsal(bool givesBack) : IScenario
{
    public string Name => "rehearsal";

    public string Description => "A region somewhere else is taken away in the middle of the conversations, and given back in the middle of others.";

    public ScenarioSetup Setup { get; } = new()
    {
        Pace = Pace.Brisk,
        Waves = givesBack ? 2 : 1,
        Limits = [Limits.Doubt],
    };

    public async Task PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        if (givesBack)
        {
            stage.Conversations.StartWave();
        }

        var middle = await stage.MiddleAsync(cancellationToken);
        await stage.Faults.KillRegionAsync(stage.Primary);
        stage.Tell($"{stage.Primary} was taken away with {middle} of {stage.Conversations.InWave} conversations in the middle.");
        await stage.CompleteAsync(cancellationToken);

        // A command that takes nothing away shows nothing.
        stage.Prove(stage.Channel.Record.Sends is [.., var newest] && newest.Region == stage.Other, $"that {stage.Other} went on alone");
        if (!givesBack)
        {
            return;
        }

        stage.Conversations.StartWave();
        middle = await stage.MiddleAsync(cancellationToken);
        await stage.Faults.RestartRegionAsync(stage.Primary, cancellationToken);
        stage.Tell($"{stage.Primary} was given back with {middle} of {stage.Conversations.InWave} conversations in the middle.");
        await stage.CompleteAsync(cancellationToken);
    }
}
