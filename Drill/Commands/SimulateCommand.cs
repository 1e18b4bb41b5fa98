using System.CommandLine;
using Spectre.Console;
using OrleansFailover.Simulation;
using OrleansFailover.Simulation.Mutants;

namespace OrleansFailover.Drill.Commands;

/// <summary><c>simulate</c>: the product's logic in this process, on a simulated clock, network, store and log, under faults drawn from seeds.</summary>
internal static class SimulateCommand
{
    private const int DefaultRuns = 2000;

    public static Command Create(IAnsiConsole console)
    {
        var runs = CountOption.Create("--runs", "How many runs, each with the next seed (1 to 10,000,000).", 10_000_000, DefaultRuns);
        var seed = new Option<ulong>("--seed") { Description = "The seed of the first run.", DefaultValueFactory = _ => 1 };
        var mutant = new Option<string?>("--mutant")
        {
            Description = $"Takes a rule away, to see the check fail: {string.Join(", ", MutantCatalog.All.Select(entry => entry.Mutant))}.",
        };
        mutant.AcceptOnlyFromAmong([.. MutantCatalog.All.Select(entry => entry.Mutant.ToString())]);
        var trace = new Option<bool>("--trace") { Description = "Plays the first run only and prints what happens in it, step by step." };
        var pace = new Option<string?>("--pace")
        {
            Description = "How slow everything is: minutes (the product's settings) or hours (twenty times as slow). Default: three runs of four are of minutes.",
        };
        pace.AcceptOnlyFromAmong([.. Pace.Names]);
        var orders = new Option<int?>("--orders") { Description = "Instead of seeds: tries the orders of the steps of small stories, with so many deviations from the order of their coming (0 to 3)." };
        orders.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out var count) && count is < 0 or > 3)
            {
                result.AddError($"--orders must be 0 to 3, not {result.Tokens[0].Value}.");
            }
        });
        var command = new Command("simulate", "Plays seeds in a simulated world of two regions and checks the promises.") { runs, seed, mutant, trace, pace, orders };
        command.SetAction((parsed, cancellationToken) => Task.Run(
            () => new SimulateAction(console).Run(
                new SimulateRequest(
                    parsed.GetValue(runs),
                    parsed.GetValue(seed),
                    parsed.GetValue(mutant) is { } name ? Enum.Parse<Mutant>(name) : Mutant.None,
                    parsed.GetValue(trace),
                    parsed.GetValue(pace) is { } slow ? Pace.Of(slow) : null,
                    parsed.GetValue(orders)),
                cancellationToken),
            CancellationToken.None));
        return command;
    }
}
