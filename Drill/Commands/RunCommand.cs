using System.CommandLine;
using Spectre.Console;
using OrleansFailover.Drill.Cluster;
using OrleansFailover.Drill.Reports;
using OrleansFailover.Drill.Scenarios;
using OrleansFailover.Drill.Stack;

namespace OrleansFailover.Drill.Commands;

/// <summary><c>run &lt;scenario&gt;</c>: starts a topology of its own, plays the scenario, judges it, ends everything.</summary>
internal static class RunCommand
{
    private const string RecentTurns = "recent-turns";

    private static readonly TimeSpan DefaultLag = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan DefaultDeadline = TimeSpan.FromSeconds(60);

    public static Command Create(IAnsiConsole console, TimeProvider time)
    {
        var scenario = new Argument<string>("scenario")
        {
            Description = string.Join("; ", ScenarioCatalog.All.Select(known => $"{known.Name}: {known.Description}")),
        };
        scenario.AcceptOnlyFromAmong([.. ScenarioCatalog.All.Select(known => known.Name)]);
        var conversations = new Option<int>("--conversations") { Description = "How many customers converse (1 to 5000).", DefaultValueFactory = _ => 50 };
        conversations.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out var count) && count is < 1 or > 5000)
            {
                result.AddError($"--conversations must be 1 to 5000, not {result.Tokens[0].Value}.");
            }
        });
        var lag = DurationOption("--lag", "How far the regions' databases lag behind each other, e.g. 500ms, 20s, 1m.", DefaultLag);
        var deadline = DurationOption("--deadline", "How long the conversations may take.", DefaultDeadline);
        var seed = new Option<long>("--seed") { Description = "Decides ids, texts and how each message is delivered.", DefaultValueFactory = _ => 1 };
        var report = new Option<FileInfo?>("--report") { Description = "Writes the report as JSON to this file." };
        var without = new Option<string[]>("--without") { Description = "Turns a protection off, to see the check fail: recent-turns." };
        without.AcceptOnlyFromAmong(RecentTurns);

        var command = new Command("run", "Plays a scenario against regions of its own and checks the promises.")
        {
            scenario, conversations, lag, deadline, seed, report, without,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new RunSettings(
                ScenarioCatalog.Named(parsed.GetRequiredValue(scenario)),
                parsed.GetValue(conversations),
                parsed.GetValue(lag),
                parsed.GetValue(seed),
                parsed.GetValue(without)?.Contains(RecentTurns) ?? false,
                parsed.GetValue(deadline)),
            parsed.GetValue(report),
            console,
            time,
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        RunSettings settings, FileInfo? file, IAnsiConsole console, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            var result = await PlayAsync(settings, console, time, cancellationToken);
            var report = ReportBuilder.Build(result);
            ResultView.Show(console, result, report, StackSettings.Regions);
            if (file is not null)
            {
                file.Directory?.Create();
                await File.WriteAllTextAsync(file.FullName, ReportJson.Write(report), cancellationToken);
            }

            return result.Held ? ExitCode.Held : ExitCode.Broken;
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

    private static async Task<RunResult> PlayAsync(
        RunSettings settings, IAnsiConsole console, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var stack = await LocalStack.CreateAsync(
            new StackSettings
            {
                EdgePort = FreePorts.Take(1)[0],
                Script = Scripts.SixQuestions,
                Lag = settings.Lag,
                WithoutRecentTurns = settings.WithoutRecentTurns,
                QuoteMessages = true,
            },
            time,
            cancellationToken);
        console.WriteLine($"Seed {settings.Seed}. Logs: {stack.Cluster.LogFolder}");
        await StartView.StartAsync(console, stack.Cluster, cancellationToken);
        return await new ScenarioRun(time).PlayAsync(
            settings, stack.Channel, new ClusterFaults(stack.Cluster), StackSettings.Regions[0], console.WriteLine, cancellationToken);
    }

    private static Option<TimeSpan> DurationOption(string name, string description, TimeSpan otherwise) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => otherwise,
        CustomParser = argument =>
        {
            if (argument.Tokens.Count == 1 && Duration.TryParse(argument.Tokens[0].Value, out var duration))
            {
                return duration;
            }

            argument.AddError($"{name} takes a duration like 500ms, 20s or 1m.");
            return otherwise;
        },
    };
}
