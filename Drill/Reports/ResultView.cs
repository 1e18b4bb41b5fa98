using Spectre.Console;
using OrleansFailover.History;
using OrleansFailover.Drill.Scenarios;

namespace OrleansFailover.Drill.Reports;

/// <summary>Shows a run on the terminal.</summary>
internal static class ResultView
{
    public static void Show(IAnsiConsole console, RunResult run, DrillReport report, IReadOnlyList<string> regions)
    {
        var table = new Table().AddColumns("Promise", "Checked", "Broken", "");
        foreach (var promise in run.Promises)
        {
            table.AddRow(promise.Name, $"{promise.Checked}", $"{promise.Broken}", Verdict(run, promise));
        }

        console.Write(table);
        foreach (var promise in run.Promises.Where(promise => promise.Broken > 0))
        {
            foreach (var example in promise.Examples)
            {
                console.MarkupLineInterpolated($"[red]{promise.Name}[/] {example}");
            }
        }

        console.WriteLine();
        foreach (var line in TimeLine.Draw(run, regions))
        {
            console.WriteLine(line);
        }

        console.WriteLine();
        console.WriteLine(
            $"{report.Channel.Webhooks} webhooks, {report.Channel.Deliveries} deliveries, {report.Channel.Acked} acked, {report.Channel.Rejected} not.");
        console.WriteLine(
            $"First ack {Milliseconds(report.Failover.FirstAckAfterMs)} and first reply {Milliseconds(report.Failover.FirstReplyAfterMs)} after the fault; "
            + $"ack p50 {report.Latency.AckMs.P50:0} ms, p99 {report.Latency.AckMs.P99:0} ms; reply p50 {report.Latency.ReplyMs.P50:0} ms, p99 {report.Latency.ReplyMs.P99:0} ms.");
    }

    private static string Verdict(RunResult run, PromiseResult promise) =>
        promise.Held ? "[green]held[/]"
        : promise.Checked == 0 ? "[yellow]never checked[/]"
        : run.IsNotPromised(promise.Name) ? "[yellow]not promised[/]"
        : "[red]broken[/]";

    private static string Milliseconds(double? value) => value is { } known ? $"{known:0} ms" : "never";
}
