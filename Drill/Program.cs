using System.CommandLine;
using OrleansFailover.Drill.Cluster;
using OrleansFailover.Drill.Commands;
using OrleansFailover.Drill.Commands.DeadLetters;
using OrleansFailover.Drill.Commands.Residency;
using Spectre.Console;

if (args is [WatchdogLoop.Command])
{
    return await WatchdogLoop.RunAsync(Console.In);
}

if (Console.IsOutputRedirected)
{
    // A file has no width of its own, and tables for 80 columns are hard to read.
    AnsiConsole.Profile.Width = 160;
}

var root = new RootCommand("Two regions on this machine: converse with them, lose one, check the promises.")
{
    UpCommand.Create(AnsiConsole.Console, TimeProvider.System),
    RunCommand.Create(AnsiConsole.Console, TimeProvider.System),
    DeadLettersCommand.Create(AdminSession.OfThisProcess(), TimeProvider.System),
    RehearseCommand.Create(AnsiConsole.Console, Environment.GetEnvironmentVariable, TimeProvider.System),
    SimulateCommand.Create(AnsiConsole.Console),
    SoakCommand.Create(AnsiConsole.Console, TimeProvider.System),
    ResidencyCommand.Create(AnsiConsole.Console),
};
return await CommandLine.RunAsync(root, args, new InvocationConfiguration());
