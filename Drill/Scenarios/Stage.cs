using OrleansFailover.Drill.Channel;

namespace OrleansFailover.Drill.Scenarios;

/// <summary>What a scenario plays with.</summary>
internal sealed class Stage
{
    private const int FirstQuestion = 2;
    private const int LastQuestion = 4;

    /// <summary>The customers; already conversing.</summary>
    public required Conversations.Conversations Conversations { get; init; }

    /// <summary>What can go wrong.</summary>
    public required Faults Faults { get; init; }

    /// <summary>What delivers their messages.</summary>
    public required ChannelSimulator Channel { get; init; }

    /// <summary>The regions, primary first.</summary>
    public required IReadOnlyList<string> Regions { get; init; }

    /// <summary>The webhook of each region, past the edge.</summary>
    public required IReadOnlyDictionary<string, Uri> Webhooks { get; init; }

    /// <summary>How long the conversations may take in all.</summary>
    public required TimeSpan Deadline { get; init; }

    /// <summary>How often this scenario was played before, on the same processes.</summary>
    public int Round { get; init; }

    /// <summary>Tells the person at the terminal what happens.</summary>
    public required Action<string> Tell { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>The region that conversations prefer.</summary>
    public string Primary => Regions[0];

    /// <summary>The other one.</summary>
    public string Other => Regions[1];

    /// <summary>Waits until half of the conversations are in the middle of the script.</summary>
    /// <returns>How many are.</returns>
    public async Task<int> MiddleAsync(CancellationToken cancellationToken)
    {
        var reached = await Conversations.WhenAsync(
            all => all.AskedBetween(FirstQuestion, LastQuestion) * 2 >= all.Count, Deadline / 2, cancellationToken);
        var middle = Conversations.AskedBetween(FirstQuestion, LastQuestion);
        if (!reached)
        {
            Tell($"Only {middle} of {Conversations.Count} conversations came to questions {FirstQuestion} to {LastQuestion}; going on.");
        }

        return middle;
    }

    /// <summary>Waits until every conversation is complete, or the deadline has passed.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        await Conversations.WhenAsync(all => all.Complete == all.Count, Deadline, cancellationToken);
        Tell($"{Conversations.Complete} of {Conversations.Count} conversations are complete.");
    }

    /// <summary>Lets time pass.</summary>
    public Task PassAsync(TimeSpan duration, CancellationToken cancellationToken) => Task.Delay(duration, Time, cancellationToken);
}
