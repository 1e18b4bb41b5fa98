using Spectre.Console;
using OrleansFailover.Drill.Cluster;
using OrleansFailover.History;
using OrleansFailover.Drill.Scenarios;

namespace OrleansFailover.Drill.Reports;

/// <summary>Shows several runs as one table: promise by fault.</summary>
internal static class MatrixView
{
    public static void Show(IAnsiConsole console, IReadOnlyList<RunResult> runs)
    {
        var table = new Table().AddColumn("Fault").AddColumns([.. HistoryChecker.Promises.Select(promise => promise.Name)]).AddColumn("Complete").AddColumn("");
        foreach (var run in runs)
        {
            table.AddRow(
            [
                Name(run),
                .. run.Promises.Select(promise => Cell(run, promise)),
                $"{run.Settings.Conversations - run.Incomplete.Count}/{run.Settings.Conversations}",
                Verdict(run),
            ]);
        }

        console.Write(table);
        foreach (var run in runs.Where(run => !run.IsAsExpected))
        {
            foreach (var promise in run.Promises.Where(promise => promise.Broken > 0))
            {
                foreach (var example in promise.Examples)
                {
                    console.MarkupLineInterpolated($"[red]{run.Settings.Scenario.Name} seed {run.Settings.Seed} {promise.Name}[/] {example}");
                }
            }
        }
    }

    private static string Name(RunResult run) => run.Settings.Without is Protections.None
        ? run.Settings.Scenario.Name
        : $"{run.Settings.Scenario.Name} without {ProtectionNames.Text(run.Settings.Without)}";

    private static string Cell(RunResult run, PromiseResult promise) =>
        promise.Checked == 0 ? "[yellow]never checked[/]"
        : promise.Broken == 0 ? $"{promise.Checked}"
        : run.IsNotPromised(promise.Name) ? $"[yellow]{promise.Broken} of {promise.Checked}[/]"
        : $"[red]{promise.Broken} of {promise.Checked}[/]";

    private static string Verdict(RunResult run) => (run.Settings.Without is Protections.None, run.IsAsExpected) switch
    {
        (true, true) => "[green]held[/]",
        (true, false) => "[red]broken[/]",
        (false, true) => "[green]breaks, as it must[/]",
        (false, false) => "[red]does not break[/]",
    };
}
