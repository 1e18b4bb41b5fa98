using System.CommandLine;
using OrleansFailover.Drill.Cluster;
using OrleansFailover.Drill.Commands;
using Spectre.Console;

if (args is [WatchdogLoop.Command])
{
    return await WatchdogLoop.RunAsync(Console.In);
}

var root = new RootCommand("Two regions on this machine: converse with them, lose one, check the promises.")
{
    UpCommand.Create(AnsiConsole.Console, TimeProvider.System),
    RunCommand.Create(AnsiConsole.Console, TimeProvider.System),
    SimulateCommand.Create(AnsiConsole.Console),
};
var parsed = root.Parse(args);
var code = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(15) });
return parsed.Errors.Count > 0 ? ExitCode.Usage : code;
