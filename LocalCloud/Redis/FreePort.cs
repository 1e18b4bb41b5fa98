using System.Net;
using System.Net.Sockets;

namespace OrleansFailover.LocalCloud.Redis;

/// <summary>Finds a port for a listener that can't tell which one it was given.</summary>
internal static class FreePort
{
    public static int Find()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
