using System.Globalization;
using System.Net.Sockets;
using System.Text;
using OrleansFailover.Drill.Cluster;

namespace OrleansFailover.Load.Processes;

/// <summary>Asks a process that was started with the heap probe how many bytes of its heap are in use after a full collection.</summary>
internal static class HeapSocket
{
    /// <summary>The settings that put the probe into a process.</summary>
    public static Dictionary<string, string> Settings(string socket) => new()
    {
        ["DOTNET_STARTUP_HOOKS"] = new HostProgram("HeapProbe", "/").Locate(),
        ["BENCH_HEAP_SOCKET"] = socket,
    };

    public static async Task<long> BytesAsync(string socket, CancellationToken cancellationToken)
    {
        using var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await client.ConnectAsync(new UnixDomainSocketEndPoint(socket), cancellationToken);
        await using var stream = new NetworkStream(client);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        return long.Parse((await reader.ReadLineAsync(cancellationToken))!, CultureInfo.InvariantCulture);
    }
}
