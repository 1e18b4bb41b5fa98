using System.Runtime.InteropServices;

namespace OrleansFailover.Load.Http;

/// <summary>Sleeps for less than a millisecond without keeping a processor busy, which the server may need.</summary>
internal static partial class NanoSleep
{
    public static void For(TimeSpan time)
    {
        if (time > TimeSpan.Zero)
        {
            var wait = new Timespec { Seconds = (long)time.TotalSeconds, Nanoseconds = (long)time.TotalNanoseconds % 1_000_000_000 };
            _ = Sleep(in wait, 0);
        }
    }

    [LibraryImport("libc", EntryPoint = "nanosleep")]
    private static partial int Sleep(in Timespec wait, nint left);

    private struct Timespec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
