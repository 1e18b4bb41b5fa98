using Spectre.Console;
using OrleansFailover.Drill.Scenarios;

namespace OrleansFailover.Drill.Reports;

/// <summary>Shows many rounds of one scenario: a line each, and what they come to.</summary>
internal static class RoundsView
{
    public static void ShowRound(IAnsiConsole console, RoundSummary round, RunResult run)
    {
        console.WriteLine(
            $"{round.Round,4}  seed {round.Seed}  {(round.Held ? "held  " : "BROKEN")}  {round.Seconds,5:0.0} s  "
            + $"{round.Acked} acked, {round.Lost} lost, {round.RepliesTwice} replies twice  {round.Note}");
        foreach (var example in round.Examples)
        {
            console.MarkupLineInterpolated($"      [red]{example}[/]");
        }
    }

    public static void ShowSummary(IAnsiConsole console, IScenario scenario, IReadOnlyList<RoundSummary> rounds)
    {
        console.WriteLine(
            $"{scenario.Name}: {rounds.Count} rounds, {rounds.Count(round => round.Held)} held; {rounds.Sum(round => round.Acked)} messages acked, "
            + $"{rounds.Sum(round => round.Lost)} lost, {rounds.Sum(round => round.RepliesTwice)} replies twice, {rounds.Sum(round => round.Broken)} promises broken, "
            + $"{rounds.Sum(round => round.Incomplete)} conversations incomplete; {rounds.Average(round => round.Seconds):0.0} s a round, the longest {rounds.Max(round => round.Seconds):0.0} s.");
    }
}
