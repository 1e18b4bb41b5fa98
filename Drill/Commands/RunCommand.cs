using System.CommandLine;
using Spectre.Console;
using OrleansFailover.Drill.Cluster;
using OrleansFailover.Drill.Scenarios;

namespace OrleansFailover.Drill.Commands;

/// <summary><c>run &lt;scenario&gt;…</c>: starts a topology of its own, plays the scenarios, judges them, ends everything.</summary>
internal static class RunCommand
{
    /// <summary>The name that stands for every scenario.</summary>
    public const string All = "all";

    private static readonly TimeSpan DefaultDeadline = TimeSpan.FromSeconds(60);

    public static Command Create(IAnsiConsole console, TimeProvider time)
    {
        var scenario = new Argument<string[]>("scenario")
        {
            Arity = ArgumentArity.OneOrMore,
            Description = string.Join("\n", ScenarioCatalog.All.Select(known => $"{known.Name}: {known.Description}").Append($"{All}: every one of them; with --controls, every control.")),
        };
        scenario.AcceptOnlyFromAmong([.. ScenarioCatalog.All.Select(known => known.Name), All]);
        var conversations = CountOption.Create("--conversations", "How many customers converse (1 to 5000); 50 for one scenario, 16 each for several, 8 for each of many rounds.", 5000);
        var repeat = CountOption.Create("--repeat", "How often to play it, each time with the next seed, on the same processes (1 to 1000).", 1000);
        var lag = DurationOption.Create("--lag", "How far the regions' databases lag behind each other, e.g. 500ms, 20s, 1m; each scenario has its own otherwise.");
        var deadline = DurationOption.Create("--deadline", "How long the conversations may take; 60s otherwise.");
        var seed = new Option<long>("--seed") { Description = "Decides ids, texts and how each message is delivered.", DefaultValueFactory = _ => 1 };
        var controls = new Option<bool>("--controls") { Description = "Plays the controls of these scenarios instead: each without the protection whose absence it shows." };
        var report = new Option<FileInfo?>("--report") { Description = "Writes the report as JSON to this file." };
        var names = ProtectionCatalog.All.Select(known => known.Name).ToArray();
        var without = new Option<string[]>("--without") { Description = "Turns a protection off, to see the check fail: " + string.Join("; ", ProtectionCatalog.All.Select(known => $"{known.Name}: {known.Meaning}")) + "." };
        without.AcceptOnlyFromAmong(names);

        var channel = ChannelOption.Create();
        var command = new Command("run", "Plays a scenario against regions of its own and checks the promises.")
        {
            scenario, conversations, lag, deadline, seed, repeat, controls, report, without, channel,
        };
        command.Validators.Add(result =>
        {
            var (names, repeats, turnsOff) = (result.GetValue(scenario) ?? [], result.GetValue(repeat) is > 1, result.GetValue(without) is { Length: > 0 });
            if (names.Contains(All) && (names.Length > 1 || turnsOff))
            {
                result.AddError($"'{All}' stands alone, and takes no --without: --controls plays each scenario without the protection that it shows.");
            }
            else if (result.GetValue(controls) && turnsOff)
            {
                result.AddError("--controls takes no --without: each control has its own.");
            }
            else if (repeats && (names.Contains(All) || names.Length > 1 || result.GetValue(controls)))
            {
                result.AddError("--repeat takes one scenario, and no controls.");
            }
        });
        command.SetAction((parsed, cancellationToken) => new RunAction(console, time).RunAsync(
            new RunRequest(
                Scenarios(parsed.GetRequiredValue(scenario)),
                parsed.GetValue(controls),
                parsed.GetValue(conversations),
                parsed.GetValue(lag),
                parsed.GetValue(deadline) ?? DefaultDeadline,
                parsed.GetValue(seed),
                parsed.GetValue(repeat) ?? 1,
                ProtectionCatalog.Parse(parsed.GetValue(without) ?? []),
                parsed.GetValue(report),
                ChannelOption.Of(parsed.GetRequiredValue(channel))),
            cancellationToken));
        return command;
    }

    private static IReadOnlyList<IScenario> Scenarios(string[] names) =>
        names.Contains(All) ? ScenarioCatalog.All : [.. names.Select(ScenarioCatalog.Named)];
}
