using Spectre.Console;
using OrleansFailover.Drill.Cluster;
using OrleansFailover.Drill.Reports;
using OrleansFailover.Drill.Scenarios;
using OrleansFailover.Drill.Stack;

namespace OrleansFailover.Drill.Commands;

/// <summary>Does what <c>run</c> was asked for: one scenario, one many times, or several and their controls.</summary>
internal sealed class RunAction(IAnsiConsole console, TimeProvider time)
{
    private const int Customers = 50;
    private const int CustomersOfMany = 16;
    private const int CustomersOfARound = 8;

    public async Task<int> RunAsync(RunRequest request, CancellationToken cancellationToken)
    {
        try
        {
            console.WriteLine($"Seed {request.Seed}.");
            await using var session = await StartAsync(request, cancellationToken);
            return request.Repeat > 1 ? await RepeatAsync(session, request, cancellationToken)
                : request.Scenarios.Count > 1 || request.Controls ? await PlayAllAsync(session, request, cancellationToken)
                : await PlayOneAsync(session, request, cancellationToken);
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

    private async Task<int> PlayOneAsync(Session session, RunRequest request, CancellationToken cancellationToken)
    {
        var result = await session.PlayAsync(Settings(request, request.Scenarios[0], Customers), heals: false, console.WriteLine, cancellationToken);
        var report = ReportBuilder.Build(result);
        ResultView.Show(console, result, report, StackSettings.Regions);
        await WriteAsync(request, () => ReportJson.Write(report), cancellationToken);
        return result.Held ? ExitCode.Held : ExitCode.Broken;
    }

    private async Task<int> PlayAllAsync(Session session, RunRequest request, CancellationToken cancellationToken)
    {
        var results = await new Matrix(session, console.WriteLine).PlayAsync(
            request.Scenarios, request.Controls, scenario => Settings(request, scenario, CustomersOfMany), cancellationToken);
        MatrixView.Show(console, results);
        await WriteAsync(request, () => ReportJson.Write(MatrixReport.Of(results)), cancellationToken);
        return results.All(result => request.Without is Protections.None ? result.IsAsExpected : result.Held) ? ExitCode.Held : ExitCode.Broken;
    }

    private async Task<int> RepeatAsync(Session session, RunRequest request, CancellationToken cancellationToken)
    {
        var first = Settings(request, request.Scenarios[0], CustomersOfARound);
        var rounds = new List<RoundSummary>();
        for (var round = 0; round < request.Repeat; round++)
        {
            var settings = first with { Seed = first.Seed + round, Round = round };
            var result = await session.PlayAsync(settings, heals: round + 1 < request.Repeat, _ => { }, cancellationToken);
            rounds.Add(RoundSummary.Of(result));
            RoundsView.ShowRound(console, rounds[^1], result);
            if (!rounds[^1].Held)
            {
                // What broke is looked into even when the rounds after it are never played.
                await WriteAsync(request, () => ReportJson.Write(rounds), cancellationToken);
            }
        }

        RoundsView.ShowSummary(console, request.Scenarios[0], rounds);
        await WriteAsync(request, () => ReportJson.Write(rounds), cancellationToken);
        return rounds.All(round => round.Held) ? ExitCode.Held : ExitCode.Broken;
    }

    private static RunSettings Settings(RunRequest request, IScenario scenario, int customers) => new(
        scenario, request.Conversations ?? customers, request.Lag ?? scenario.Setup.Lag, request.Seed, request.Without, request.Deadline);

    private Task<Session> StartAsync(RunRequest request, CancellationToken cancellationToken) => Session.StartAsync(
        request.Lag ?? request.Scenarios[0].Setup.Lag,
        request.Without,
        request.Channel,
        request.Scenarios.Any(scenario => scenario.Setup.Restricts),
        stack =>
        {
            console.WriteLine($"Logs: {stack.Cluster.LogFolder}");
            return StartView.StartAsync(console, stack, cancellationToken);
        },
        time,
        cancellationToken);

    private static Task WriteAsync(RunRequest request, Func<string> report, CancellationToken cancellationToken)
    {
        request.Report?.Directory?.Create();
        return request.Report is null ? Task.CompletedTask : File.WriteAllTextAsync(request.Report.FullName, report(), cancellationToken);
    }
}
