using System.ComponentModel;
using System.Runtime.InteropServices;

namespace OrleansFailover.Drill.Cluster;

/// <summary>Signals, sent without a detour.</summary>
internal static partial class Signals
{
    public static void Stop(int process) => Send(process, OperatingSystem.IsMacOS() ? 17 : 19);

    public static void Continue(int process) => Send(process, OperatingSystem.IsMacOS() ? 19 : 18);

    /// <summary>Asks a process to end (SIGTERM).</summary>
    public static void Terminate(int process) => Send(process, 15);

    /// <summary>Ends a process at once (SIGKILL).</summary>
    public static void Kill(int process) => Send(process, 9);

    private static void Send(int process, int signal)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException("Processes can be paused on Linux and macOS only.");
        }

        if (SendSignal(process, signal) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int process, int signal);
}
