using System.CommandLine;
using OrleansFailover.Drill.Cluster;
using OrleansFailover.Drill.Commands;
using OrleansFailover.Drill.Commands.DeadLetters;
using Spectre.Console;

if (args is [WatchdogLoop.Command])
{
    return await WatchdogLoop.RunAsync(Console.In);
}

var root = new RootCommand("Two regions on this machine: converse with them, lose one, check the promises.")
{
    UpCommand.Create(AnsiConsole.Console, TimeProvider.System),
    RunCommand.Create(AnsiConsole.Console, TimeProvider.System),
    DeadLettersCommand.Create(AdminSession.OfThisProcess(), TimeProvider.System),
};
return await CommandLine.RunAsync(root, args, new InvocationConfiguration());
