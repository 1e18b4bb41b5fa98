using Spectre.Console;

namespace OrleansFailover.Drill.Soak;

/// <summary>Shows a soak: a line a round, then what grew.</summary>
internal static class SoakView
{
    public static void ShowRound(IAnsiConsole console, SoakRound round)
    {
        var summary = round.Summary;
        console.WriteLine($"{summary.Round,4}  {round.Scenario,-16}  seed {summary.Seed}  {(summary.Held ? "held  " : "BROKEN")}  {summary.Seconds,5:0.0} s  {summary.Acked} acked, {summary.Lost} lost");
        foreach (var example in summary.Examples)
        {
            console.MarkupLineInterpolated($"      [red]{example}[/]");
        }
    }

    public static void Show(IAnsiConsole console, SoakReport report)
    {
        console.WriteLine(
            $"{report.Minutes:0.0} min, {report.Rounds.Count} rounds, {report.Rounds.Count(round => round.Summary.Held)} held; {report.Acked} messages acked, {report.Lost} lost, {report.Broken} promises broken.");
        if (report.Growth.Count == 0)
        {
            console.WriteLine("Too short to show growth.");
            return;
        }

        var table = new Table().AddColumns("part", "measure", "early", "late", "highest", "");
        foreach (var growth in report.Growth)
        {
            table.AddRow(growth.Part, growth.Measure.ToString(), Text(growth.Measure, growth.Early), Text(growth.Measure, growth.Late), Text(growth.Measure, growth.Highest), growth.IsFlat ? "flat" : "GROWS");
        }

        console.Write(table);
    }

    private static string Text(Measure measure, double value) => measure switch
    {
        Measure.Memory => $"{value / (1 << 20):0} MiB",
        Measure.Document => $"{value / 1024:0.0} KiB",
        _ => $"{value:0}",
    };
}
