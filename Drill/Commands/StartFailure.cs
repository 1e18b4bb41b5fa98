using Spectre.Console;
using OrleansFailover.Drill.Cluster;

namespace OrleansFailover.Drill.Commands;

/// <summary>Shows why something could not be started.</summary>
internal static class StartFailure
{
    public static int Show(IAnsiConsole console, StartException failure)
    {
        console.MarkupLineInterpolated($"[red]Error:[/] {failure.Message}");
        foreach (var line in failure.Tail)
        {
            console.WriteLine($"  {line}");
        }

        return ExitCode.Broken;
    }
}
