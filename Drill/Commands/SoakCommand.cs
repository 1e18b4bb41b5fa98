using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using OrleansFailover.Drill.Cluster;
using OrleansFailover.Drill.Reports;
using OrleansFailover.Drill.Scenarios;
using OrleansFailover.Drill.Soak;

namespace OrleansFailover.Drill.Commands;

/// <summary><c>soak</c>: every fault, over and over, on the same regions for a set time; nothing may be lost and nothing may grow.</summary>
internal static class SoakCommand
{
    private const int DefaultCustomers = 16;
    private const int MostMinutes = 7 * 24 * 60;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public static Command Create(IAnsiConsole console, TimeProvider time)
    {
        var minutes = Number("--minutes", "For how long (1 to 10080); the drill that runs then is played to its end.", 30, MostMinutes);
        var conversations = Number("--conversations", "How many customers converse in each drill (1 to 5000).", DefaultCustomers, 5000);
        var seed = new Option<long>("--seed") { Description = "Decides the order of the drills, ids, texts and how each message is delivered.", DefaultValueFactory = _ => 1 };
        var report = new Option<FileInfo?>("--report") { Description = "Writes the report as JSON to this file." };
        var command = new Command("soak", "Plays every fault in orders that the seed draws, again and again, on the same regions; watches memory, threads, handles and documents.")
        {
            minutes, conversations, seed, report,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                return await RunAsync(
                    console, time, TimeSpan.FromMinutes(parsed.GetValue(minutes)), parsed.GetValue(conversations), parsed.GetValue(seed), parsed.GetValue(report), cancellationToken);
            }
            catch (StartException failure)
            {
                return StartFailure.Show(console, failure);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                console.WriteLine("Ended before the time was over; nothing was judged.");
                return ExitCode.Broken;
            }
        });
        return command;
    }

    private static async Task<int> RunAsync(
        IAnsiConsole console, TimeProvider time, TimeSpan duration, int conversations, long seed, FileInfo? file, CancellationToken cancellationToken)
    {
        console.WriteLine($"Seed {seed}.");
        await using var session = await Session.StartAsync(
            TimeSpan.FromMilliseconds(500),
            Protections.None,
            Channel.ChannelKind.CloudApi,
            restricts: true,
            stack =>
            {
                console.WriteLine($"Logs: {stack.Cluster.LogFolder}");
                return StartView.StartAsync(console, stack, cancellationToken);
            },
            time,
            cancellationToken);
        var result = await new SoakRun(session, new SoakDeck(ScenarioCatalog.All, seed), time).PlayAsync(
            duration,
            scenario => new RunSettings(scenario, conversations, scenario.Setup.Lag, seed, Protections.None, Deadline),
            (round, _) => SoakView.ShowRound(console, round),
            cancellationToken);
        SoakView.Show(console, result);
        if (file is not null)
        {
            file.Directory?.Create();
            await File.WriteAllTextAsync(file.FullName, ReportJson.Write(result), cancellationToken);
        }

        return result.Held ? ExitCode.Held : ExitCode.Broken;
    }

    private static Option<int> Number(string name, string description, int otherwise, int highest)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => otherwise };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var count) && (count < 1 || count > highest))
            {
                result.AddError($"{name} must be 1 to {highest}, not {result.Tokens[0].Value}.");
            }
        });
        return option;
    }
}
