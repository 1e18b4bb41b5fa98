using Spectre.Console;
using OrleansFailover.Drill.Cluster;
using OrleansFailover.History;
using OrleansFailover.Drill.Scenarios;

namespace OrleansFailover.Drill.Reports;

/// <summary>Shows several runs as tables: promise by fault, and what each control broke.</summary>
internal static class MatrixView
{
    public static void Show(IAnsiConsole console, IReadOnlyList<RunResult> runs)
    {
        var (plain, controls) = (Runs(runs, isControl: false), Runs(runs, isControl: true));
        if (plain.Count > 0)
        {
            console.Write(Promises(plain));
            ShowLimits(console, plain);
        }

        if (controls.Count > 0)
        {
            console.Write(Controls(controls));
        }

        foreach (var run in runs.Where(run => !run.IsAsExpected))
        {
            ShowBroken(console, run);
        }

        console.WriteLine(
            $"{plain.Count(run => run.IsAsExpected)} of {plain.Count} drills held, {controls.Count(run => run.IsAsExpected)} of {controls.Count} controls broke what they must.");
    }

    /// <summary>What became of a promise, in a word.</summary>
    internal static string Cell(RunResult run, PromiseResult promise)
    {
        if (promise.Checked == 0)
        {
            return "[yellow]never checked[/]";
        }

        if (promise.Broken > 0)
        {
            return $"[red]BROKEN {promise.Broken}[/]";
        }

        var limit = run.Settings.Scenario.Setup.Limits.FirstOrDefault(limit => limit.Promise == promise.Name);
        return promise.Counted == 0 ? "[green]kept[/]"
            : limit?.Kind is LimitKind.NotPromised ? $"[yellow]not promised {promise.Counted}[/]"
            : $"[yellow]counted {promise.Counted}[/]";
    }

    private static List<RunResult> Runs(IReadOnlyList<RunResult> runs, bool isControl) =>
        [.. runs.Where(run => run.Settings.Without is not Protections.None == isControl)];

    private static Table Promises(List<RunResult> runs)
    {
        // Most runs judge the same promises; one that judges more has a column for it.
        List<string> promises = [.. runs.SelectMany(run => run.Promises).Select(promise => promise.Name).Distinct()];
        var table = new Table().AddColumn("fault").AddColumns([.. promises]).AddColumns("complete", "s", "");
        foreach (var run in runs)
        {
            table.AddRow(
            [
                run.Settings.Scenario.Name,
                .. promises.Select(name => run.Promises.FirstOrDefault(promise => promise.Name == name) is { } judged ? Cell(run, judged) : ""),
                $"{run.Settings.Conversations - run.Incomplete.Count}/{run.Settings.Conversations}",
                $"{run.Duration.TotalSeconds:0}",
                run.IsAsExpected ? "[green]held[/]" : run.Unproven.Count > 0 ? "[red]not shown[/]" : "[red]BROKEN[/]",
            ]);
        }

        return table;
    }

    private static Table Controls(List<RunResult> runs)
    {
        var table = new Table().AddColumns("control", "without", "must break", "broke", "s", "");
        foreach (var run in runs)
        {
            table.AddRow(
                run.Settings.Scenario.Name,
                ProtectionCatalog.Text(run.Settings.Without),
                run.Settings.Scenario.Setup.Breaks ?? "",
                string.Join(", ", run.Promises.Where(promise => promise.Broken > 0 && (promise.Name == run.Settings.Scenario.Setup.Breaks || run.Incomplete.Count == 0))
                    .Select(promise => $"{promise.Name} {promise.Broken}")),
                $"{run.Duration.TotalSeconds:0}",
                run.IsAsExpected ? "[green]breaks, as it must[/]" : "[red]DOES NOT BREAK[/]");
        }

        return table;
    }

    private static void ShowLimits(IAnsiConsole console, List<RunResult> runs)
    {
        foreach (var run in runs)
        {
            foreach (var promise in run.Promises.Where(promise => promise.Counted > 0))
            {
                var limit = run.Settings.Scenario.Setup.Limits.First(limit => limit.Promise == promise.Name);
                console.MarkupLineInterpolated($"[yellow]{run.Settings.Scenario.Name} {promise.Name} {promise.Counted} of {promise.Checked}[/]: {limit.Reason}.");
            }
        }
    }

    private static void ShowBroken(IAnsiConsole console, RunResult run)
    {
        var name = $"{run.Settings.Scenario.Name} seed {run.Settings.Seed}";
        foreach (var what in run.Unproven)
        {
            console.MarkupLineInterpolated($"[red]{name} not seen[/] {what}");
        }

        foreach (var promise in run.Promises)
        {
            foreach (var example in promise.Examples)
            {
                console.MarkupLineInterpolated($"[red]{name} {promise.Name}[/] {example}");
            }
        }
    }
}
