using System.Globalization;
using System.Text;

namespace OrleansFailover.Load.Results;

/// <summary>The page with the table.</summary>
internal static class ResultsPage
{
    public static string Write(IReadOnlyList<StageResult> stages, string? micro, Assumptions assumed)
    {
        var page = new StringBuilder();
        page.Append("# Results\n\nWritten by `./bench/run`; not by hand. What each line is and how it is measured: [docs/performance.md](../docs/performance.md).\n\n");
        page.Append(CultureInfo.InvariantCulture, $"- Machine: {Machine.Describe()}\n");
        foreach (var stage in stages)
        {
            page.Append(CultureInfo.InvariantCulture, $"- {stage.Stage}: commit {stage.Commit}, {stage.Date}, {stage.Seconds:0} s{(stage.Quick ? ", quick" : "")}\n");
        }


        var rounds = stages.SelectMany(stage => stage.Rows).Select(row => row.Mine.Count).DefaultIfEmpty().Max();
        page.Append(CultureInfo.InvariantCulture, $"- Rounds: up to {rounds} of each line, the two sides by turns in one run; median (least to most)\n");
        if (stages.Any(stage => stage.Quick))
        {
            page.Append("- **Quick**: these runs were too short to mean anything; they show that it works.\n");
        }

        page.Append("\n| what | this | against | that | ratio | goal | |\n|---|---|---|---|---|---|---|\n");
        foreach (var row in stages.SelectMany(stage => stage.Rows))
        {
            page.Append(Line(row));
        }

        foreach (var note in stages.SelectMany(stage => stage.Rows).Select(row => row.Note).OfType<string>().Distinct())
        {
            page.Append(CultureInfo.InvariantCulture, $"\n- {note}");
        }

        if (micro is not null)
        {
            page.Append("\n\n## Small operations\n\nTimed by BenchmarkDotNet in one process; what they allocate is guarded by `tests/Micro.Tests`.\n\n").Append(micro);
        }

        page.Append("\n\n").Append(ScaleTable.Write(stages.SelectMany(stage => stage.Rows), assumed));
        return page.ToString().TrimEnd() + "\n";
    }

    private static string Line(Row row)
    {
        var figures = Spread.Of(row.Figures());
        var hasOther = row.Other.Count > 0;
        var goal = row.Goal is null ? "" : $"{(row.Goal.AtLeast ? "at least" : "at most")} {Spread.Text(row.Goal.Value)}";
        var met = row.Goal is null ? "" : row.Goal.IsMet(figures.Median) ? "met" : "**missed**";
        var figure = !hasOther ? "" : row.IsDifference ? $"difference {figures}" : $"**{figures}**";
        return $"| {row.What} | {Spread.Of(row.Mine)} {row.Unit} | {row.Against} | {(hasOther ? $"{Spread.Of(row.Other)} {row.Unit}" : "")} | {figure} | {goal} | {met} |\n";
    }
}
