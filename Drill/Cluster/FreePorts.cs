using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace OrleansFailover.Drill.Cluster;

/// <summary>Ports of 127.0.0.1 that nobody listens on.</summary>
/// <remarks>
/// They come from below the range of outgoing connections: a port that the system hands out itself could be taken by any connection between
/// now and the moment the process binds it, or while a region is down.
/// </remarks>
internal static class FreePorts
{
    private const int First = 20_000;
    private const int Count = 12_000;

    /// <summary>Different free ports, from a place drawn at random so that topologies on one machine keep out of each other's way.</summary>
    public static IReadOnlyList<int> Take(int count)
    {
        var listening = Listening();
        var start = Random.Shared.Next(Count);
        var taken = new List<int>(count);
        for (var offset = 0; offset < Count && taken.Count < count; offset++)
        {
            var port = First + ((start + offset) % Count);
            if (!listening.Contains(port) && CanBind(port))
            {
                taken.Add(port);
            }
        }

        return taken.Count == count
            ? taken
            : throw new StartException("ports", $"Only {taken.Count} of {count} ports from {First} to {First + Count - 1} are free.");
    }

    /// <summary>True when a listener can be bound to the port now.</summary>
    public static bool CanBind(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static HashSet<int> Listening() =>
        [.. IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(endpoint => endpoint.Port)];
}
