using System.CommandLine;
using Spectre.Console;

namespace OrleansFailover.Drill.Commands.Residency;

/// <summary><c>residency</c>: what the rules of a configuration say.</summary>
internal static class ResidencyCommand
{
    public static Command Create(IAnsiConsole console) => new("residency", "Says what the rules of residency in a configuration mean.") { ExplainCommand.Create(console) };
}
