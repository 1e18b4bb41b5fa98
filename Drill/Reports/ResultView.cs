using Spectre.Console;
using OrleansFailover.Drill.Scenarios;

namespace OrleansFailover.Drill.Reports;

/// <summary>Shows a run on the terminal.</summary>
internal static class ResultView
{
    public static void Show(IAnsiConsole console, RunResult run, DrillReport report, IReadOnlyList<string> regions)
    {
        var table = new Table().AddColumns("promise", "checked", "");
        foreach (var promise in run.Promises)
        {
            table.AddRow(promise.Name, $"{promise.Checked}", MatrixView.Cell(run, promise));
        }

        console.Write(table);
        foreach (var promise in run.Promises)
        {
            foreach (var example in promise.Examples)
            {
                console.MarkupLineInterpolated($"[red]{promise.Name}[/] {example}");
            }

            foreach (var example in promise.CountedExamples)
            {
                console.MarkupLineInterpolated($"[yellow]{promise.Name}[/] {example}");
            }
        }

        foreach (var limit in run.Settings.Scenario.Setup.Limits)
        {
            if (run.Promises.FirstOrDefault(promise => promise.Name == limit.Promise) is { Counted: > 0 } counted)
            {
                console.MarkupLineInterpolated($"[yellow]{limit.Promise}[/] {counted.Counted} counted: {limit.Reason}.");
            }
        }

        foreach (var what in run.Unproven)
        {
            console.MarkupLineInterpolated($"[red]not seen[/] {what}");
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

    private static string Milliseconds(double? value) => value is { } known ? $"{known:0} ms" : "never";
}
