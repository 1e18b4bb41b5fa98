using System.Runtime.InteropServices;

namespace OrleansFailover.LocalCloud.Kafka;

/// <summary>
/// Keeps signals from threads that native code starts: they inherit the mask of the thread that starts them. librdkafka blocks all signals in
/// its own threads but not in the one of the mock cluster, which ends, with its sockets open, as soon as a signal interrupts its poll.
/// .NET handles SIGCONT, so without this a process that was stopped and continued may have a broker that accepts and never answers.
/// </summary>
internal static partial class SignalShield
{
    // glibc's and musl's; macOS needs less.
    private const int SetBytes = 128;

    /// <summary>Runs a call whose new threads get no signals.</summary>
    public static T During<T>(Func<T> call)
    {
        if (OperatingSystem.IsWindows())
        {
            return call();
        }

        var all = new byte[SetBytes];
        var before = new byte[SetBytes];
        _ = Fill(all);
        _ = SetMask(OperatingSystem.IsMacOS() ? 3 : 2, all, before);
        try
        {
            return call();
        }
        finally
        {
            _ = SetMask(OperatingSystem.IsMacOS() ? 3 : 2, before, all);
        }
    }

    [LibraryImport("libc", EntryPoint = "sigfillset")]
    private static partial int Fill(byte[] set);

    [LibraryImport("libc", EntryPoint = "pthread_sigmask")]
    private static partial int SetMask(int how, byte[] set, byte[] before);
}
