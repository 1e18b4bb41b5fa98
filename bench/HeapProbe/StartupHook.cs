using System.Globalization;
using System.Net.Sockets;
using System.Text;

/// <summary>
/// Runs inside a process that is measured, before its own program (<c>DOTNET_STARTUP_HOOKS</c>): whoever connects to the socket gets the bytes
/// of the heap that are in use after a full collection. The runtime asks for this name, in no namespace.
/// </summary>
internal static class StartupHook
{
    /// <summary>Begins to listen.</summary>
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable("BENCH_HEAP_SOCKET") is { Length: > 0 } path)
        {
            File.Delete(path);
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.Bind(new UnixDomainSocketEndPoint(path));
            socket.Listen();
            new Thread(() => Serve(socket)) { IsBackground = true, Name = "heap probe" }.Start();
        }
    }

    private static void Serve(Socket socket)
    {
        while (true)
        {
            using var client = socket.Accept();
            client.Send(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{InUse()}\n")));
        }
    }

    // Twice: what the first one finalizes is free for the second.
    private static long InUse()
    {
        for (var i = 0; i < 2; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
