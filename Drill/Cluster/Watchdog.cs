using System.Diagnostics;
using System.Globalization;

namespace OrleansFailover.Drill.Cluster;

/// <summary>
/// A process of its own that ends whatever is still watched as soon as this program is gone, however it went: it notices the end of its
/// standard input, which the system closes even after SIGKILL. One for all children, and nothing that only one platform has.
/// </summary>
internal sealed class Watchdog : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Lock _gate = new();

    private Watchdog(Process process) => _process = process;

    public static Watchdog Start()
    {
        var start = new ProcessStartInfo(DotNet.Path, [typeof(Watchdog).Assembly.Location, WatchdogLoop.Command])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
        };
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_gcServer"] = "0";
        return new Watchdog(Process.Start(start)!);
    }

    public int Id => _process.Id;

    public void Watch(Process child) => Tell($"watch {child.Id} {StartedAt(child)}");

    public void Forget(Process child) => Tell(string.Create(CultureInfo.InvariantCulture, $"forget {child.Id}"));

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _process.StandardInput.Close();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>A process id alone is given again to another process one day.</summary>
    internal static long StartedAt(Process process)
    {
        try
        {
            return process.StartTime.ToUniversalTime().Ticks;
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return 0;
        }
    }

    private void Tell(string line)
    {
        lock (_gate)
        {
            try
            {
                _process.StandardInput.WriteLine(line);
                _process.StandardInput.Flush();
            }
            catch (Exception exception) when (exception is IOException or ObjectDisposedException)
            {
                // It was ended from outside, or this program is ending: the children are then ended the ordinary way.
            }
        }
    }
}
