using Spectre.Console;
using OrleansFailover.Drill.Cluster;
using OrleansFailover.Drill.Reports;
using OrleansFailover.Drill.Scenarios;
using OrleansFailover.Drill.Stack;

namespace OrleansFailover.Drill.Commands;

/// <summary>Does what <c>run</c> was asked for: one scenario, one several times, or all.</summary>
internal sealed class RunAction(IAnsiConsole console, TimeProvider time)
{
    private const int Customers = 50;
    private const int CustomersOfMany = 16;

    public async Task<int> RunAsync(RunRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var results = request.Scenarios.Count > 1
                ? await new Matrix(StartAsync, console.WriteLine).PlayAsync(
                    request with { Conversations = request.Conversations ?? CustomersOfMany }, cancellationToken)
                : await RepeatAsync(request, cancellationToken);
            var reports = results.Select(ReportBuilder.Build).ToList();
            if (results.Count == 1)
            {
                ResultView.Show(console, results[0], reports[0], StackSettings.Regions);
            }
            else
            {
                MatrixView.Show(console, results);
            }

            if (request.Report is not null)
            {
                await WriteAsync(request, results, reports, cancellationToken);
            }

            return results.All(result => request.Controls ? result.IsAsExpected : result.Held) ? ExitCode.Held : ExitCode.Broken;
        }
        catch (StartException failure)
        {
            return StartFailure.Show(console, failure);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            console.WriteLine("Ended before the scenario was over; nothing was judged.");
            return ExitCode.Broken;
        }
    }

    private async Task<IReadOnlyList<RunResult>> RepeatAsync(RunRequest request, CancellationToken cancellationToken)
    {
        var scenario = request.Scenarios[0];
        var lag = request.Lag ?? scenario.Setup.Lag;
        var customers = request.Conversations ?? (request.Repeat > 1 ? CustomersOfMany : Customers);
        console.WriteLine($"Seed {request.Seed}.");
        await using var session = await StartAsync(lag, request.Without, cancellationToken);
        var results = new List<RunResult>();
        for (var round = 0; round < request.Repeat; round++)
        {
            var settings = new RunSettings(scenario, customers, lag, request.Seed + round, request.Without, request.Deadline, round);
            results.Add(await session.PlayAsync(settings, console.WriteLine, cancellationToken));
        }

        return results;
    }

    private Task<Session> StartAsync(TimeSpan lag, Protections without, CancellationToken cancellationToken) => Session.StartAsync(
        lag,
        without,
        stack =>
        {
            console.WriteLine($"Logs: {stack.Cluster.LogFolder}");
            return StartView.StartAsync(console, stack, cancellationToken);
        },
        time,
        cancellationToken);

    private static Task WriteAsync(
        RunRequest request, IReadOnlyList<RunResult> results, List<DrillReport> reports, CancellationToken cancellationToken)
    {
        request.Report!.Directory?.Create();
        var text = results.Count == 1
            ? ReportJson.Write(reports[0])
            : ReportJson.Write(new MatrixReport(
                results.All(result => result.IsAsExpected),
                [.. reports.Where((_, index) => results[index].Settings.Without is Protections.None)],
                [.. reports.Where((_, index) => results[index].Settings.Without is not Protections.None)]));
        return File.WriteAllTextAsync(request.Report.FullName, text, cancellationToken);
    }
}
