using Spectre.Console;
using OrleansFailover.Drill.Stack;

namespace OrleansFailover.Drill.Commands;

/// <summary>Shows the parts as they come up.</summary>
internal static class StartView
{
    public static Task StartAsync(IAnsiConsole console, LocalStack stack, CancellationToken cancellationToken)
    {
        var waiting = stack.Cluster.Parts.ToList();
        return console.Status().StartAsync(Text(waiting), status => stack.StartAsync(
            part =>
            {
                lock (waiting)
                {
                    waiting.Remove(part);
                    console.MarkupLineInterpolated($"[green]ready[/] {part}");
                    status.Status(waiting.Count > 0 ? Text(waiting) : "Letting a first message through");
                }
            },
            cancellationToken));
    }

    private static string Text(IEnumerable<string> waiting) => $"Starting {Markup.Escape(string.Join(", ", waiting))}";
}
