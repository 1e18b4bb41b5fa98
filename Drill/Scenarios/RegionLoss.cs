namespace OrleansFailover.Drill.Scenarios;

/// <summary>Every process of the primary region is killed when half of the conversations are in the middle of the script.</summary>
internal sealed class RegionLoss : IScenario
{
    private const int FirstQuestion = 2;
    private const int LastQuestion = 4;

    public string Name => "region-loss";

    public string Description => "The primary region is lost in the middle of the conversations, with everything it held.";

    public async Task PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        var reached = await stage.Conversations.WhenAsync(
            all => all.AskedBetween(FirstQuestion, LastQuestion) * 2 >= all.Count, stage.Deadline / 2, cancellationToken);
        var middle = stage.Conversations.AskedBetween(FirstQuestion, LastQuestion);
        if (!reached)
        {
            stage.Tell($"Only {middle} of {stage.Conversations.Count} conversations came to questions {FirstQuestion} to {LastQuestion}; going on.");
        }

        await stage.Faults.KillRegionAsync(stage.Primary);
        stage.Tell($"Killed every process of {stage.Primary} with {middle} of {stage.Conversations.Count} conversations at questions {FirstQuestion} to {LastQuestion}.");
        await stage.Conversations.WhenAsync(all => all.Complete == all.Count, stage.Deadline, cancellationToken);
        stage.Tell($"{stage.Conversations.Complete} of {stage.Conversations.Count} conversations are complete.");
    }
}
