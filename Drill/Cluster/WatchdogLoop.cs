using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace OrleansFailover.Drill.Cluster;

/// <summary>The other side of <see cref="Watchdog"/>: runs inside the watchdog's process.</summary>
internal static class WatchdogLoop
{
    public const string Command = "watchdog";

    // Start times differ by rounding between two readers of one process.
    private static readonly long ToleratedTicks = TimeSpan.FromSeconds(1).Ticks;

    public static async Task<int> RunAsync(TextReader input)
    {
        // Ctrl-C goes to every process of the terminal; this one must outlive the program it watches for.
        using var interrupt = Ignore(PosixSignal.SIGINT);
        using var terminate = Ignore(PosixSignal.SIGTERM);
        using var hangUp = Ignore(PosixSignal.SIGHUP);

        var watched = new Dictionary<int, long>();
        while (await input.ReadLineAsync() is { } line)
        {
            var words = line.Split(' ');
            var id = int.Parse(words[1], CultureInfo.InvariantCulture);
            if (words[0] == "watch")
            {
                watched[id] = long.Parse(words[2], CultureInfo.InvariantCulture);
            }
            else
            {
                watched.Remove(id);
            }
        }

        foreach (var (id, startedAt) in watched)
        {
            End(id, startedAt);
        }

        return 0;
    }

    private static void End(int id, long startedAt)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            if (Math.Abs(Watchdog.StartedAt(process) - startedAt) <= ToleratedTicks)
            {
                process.Kill(entireProcessTree: true);
            }
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It is gone already.
        }
    }

    private static PosixSignalRegistration Ignore(PosixSignal signal) =>
        PosixSignalRegistration.Create(signal, context => context.Cancel = true);
}
