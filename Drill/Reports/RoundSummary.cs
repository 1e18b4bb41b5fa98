using OrleansFailover.Drill.Scenarios;

namespace OrleansFailover.Drill.Reports;

/// <summary>What came of one of many rounds.</summary>
/// <param name="Round">From 1.</param>
/// <param name="Seed">The seed of this round.</param>
/// <param name="Note">What the scenario said of it.</param>
/// <param name="Acked">Customers' messages that were acked.</param>
/// <param name="Lost">Verdicts that <c>acked-is-kept</c> was broken.</param>
/// <param name="RepliesTwice">Replies that were accepted more than once, counted ones included.</param>
/// <param name="Broken">Verdicts that any promise was broken.</param>
/// <param name="Incomplete">Conversations that did not come to their end.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Held">True when every promise held and the fault happened.</param>
/// <param name="Examples">What was broken.</param>
/// <param name="Conversations">The conversations that broke something or did not come to their end.</param>
public sealed record RoundSummary(
    int Round,
    long Seed,
    string Note,
    int Acked,
    int Lost,
    int RepliesTwice,
    int Broken,
    int Incomplete,
    double Seconds,
    bool Held,
    IReadOnlyList<string> Examples,
    IReadOnlyList<BrokenConversation> Conversations)
{
    internal static RoundSummary Of(RunResult run)
    {
        var promises = run.Promises.ToDictionary(promise => promise.Name, StringComparer.Ordinal);
        return new RoundSummary(
            run.Settings.Round + 1,
            run.Settings.Seed,
            run.Note,
            run.Histories.Sum(history => history.Messages.Count(message => message.Acked is not null)),
            promises["acked-is-kept"].Broken,
            promises["one-reply"].Broken + promises["one-reply"].Counted,
            run.Promises.Sum(promise => promise.Broken),
            run.Incomplete.Count,
            Math.Round(run.Duration.TotalSeconds, 1),
            run.Held,
            [.. run.Promises.SelectMany(promise => promise.Examples.Select(example => $"{promise.Name}: {example}")), .. run.Unproven.Select(what => $"not seen: {what}")],
            BrokenConversation.Of(run));
    }
}
