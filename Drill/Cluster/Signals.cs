using System.ComponentModel;
using System.Runtime.InteropServices;

namespace OrleansFailover.Drill.Cluster;

/// <summary>The signals that .NET has no call for.</summary>
internal static partial class Signals
{
    public static void Stop(int process) => Send(process, OperatingSystem.IsMacOS() ? 17 : 19);

    public static void Continue(int process) => Send(process, OperatingSystem.IsMacOS() ? 19 : 18);

    /// <summary>Asks a process to end (SIGTERM).</summary>
    public static void Terminate(int process) => Send(process, 15);

    private static void Send(int process, int signal)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException("Processes can be paused on Linux and macOS only.");
        }

        if (Kill(process, signal) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}
