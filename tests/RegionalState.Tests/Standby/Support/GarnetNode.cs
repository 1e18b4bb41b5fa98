using System.Net;
using System.Net.Sockets;
using Garnet;

namespace OrleansFailover.RegionalState.Tests.Standby.Support;

/// <summary>A real Redis-protocol server in this process, on a free port. It comes back empty after a stop.</summary>
public sealed class GarnetNode : IDisposable
{
    private GarnetServer? server;

    public GarnetNode()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        Start();
    }

    public int Port { get; }

    public string ConnectionString => $"127.0.0.1:{Port}";

    public void Start()
    {
        server = new GarnetServer([
            "--port", $"{Port}", "--bind", "127.0.0.1", "--memory", "64m", "--index", "8m", "--lua", "true", "--lua-transaction-mode", "true",
            "--logger-level", "None"]);
        server.Start();
    }

    public void Stop()
    {
        server?.Dispose();
        server = null;
    }

    public void Dispose() => Stop();
}
