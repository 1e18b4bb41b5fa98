using Spectre.Console;
using OrleansFailover.Drill.Cluster;

namespace OrleansFailover.Drill.Commands;

/// <summary>Shows the parts as they come up.</summary>
internal static class StartView
{
    public static Task StartAsync(IAnsiConsole console, LocalCluster cluster, CancellationToken cancellationToken)
    {
        var waiting = cluster.Parts.ToList();
        return console.Status().StartAsync(Text(waiting), status => cluster.StartAsync(
            part =>
            {
                lock (waiting)
                {
                    waiting.Remove(part);
                    console.MarkupLineInterpolated($"[green]ready[/] {part}");
                    if (waiting.Count > 0)
                    {
                        status.Status(Text(waiting));
                    }
                }
            },
            cancellationToken));
    }

    private static string Text(IEnumerable<string> waiting) => $"Starting {Markup.Escape(string.Join(", ", waiting))}";
}
