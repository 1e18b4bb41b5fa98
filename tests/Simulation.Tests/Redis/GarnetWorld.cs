using System.Net;
using System.Net.Sockets;
using Garnet;
using OrleansFailover.RegionalState.Standby;
using StackExchange.Redis;

namespace OrleansFailover.Simulation.Tests.Redis;

/// <summary>A real Redis-protocol server a region.</summary>
internal sealed class GarnetWorld : StandbyWorld
{
    private readonly List<StandbySilo> silos = [];
    private readonly GarnetServer west;
    private readonly GarnetServer north;
    private readonly int westPort = FreePort();
    private readonly int northPort = FreePort();

    public GarnetWorld()
    {
        (west, north) = (Start(westPort), Start(northPort));
        (A, B) = (NewSilo("west"), NewSilo("north"));
    }

    public override StandbySilo A { get; }

    public override StandbySilo B { get; }

    public override StandbySilo NewSilo(string region)
    {
        var silo = new StandbySilo(region, $"127.0.0.1:{westPort}", $"127.0.0.1:{northPort}", TimeProvider.System, null, Connect);
        silos.Add(silo);
        return silo;
    }

    public override Task RunAsync(Func<Task> test) => test();

    public override Task PassAsync(TimeSpan time) => Task.Delay(time, TimeProvider.System, TestContext.Current.CancellationToken);

    public override async ValueTask DisposeAsync()
    {
        foreach (var silo in silos)
        {
            await silo.DisposeAsync();
        }

        west.Dispose();
        north.Dispose();
    }

    private static IDatabase Connect(RedisRegion region) => region.TryAsync(Task.FromResult, CancellationToken.None).AsTask().GetAwaiter().GetResult().Value!;

    private static GarnetServer Start(int port)
    {
        var server = new GarnetServer([
            "--port", $"{port}", "--bind", "127.0.0.1", "--memory", "64m", "--index", "8m", "--lua", "true", "--lua-transaction-mode", "true", "--logger-level", "None"]);
        server.Start();
        return server;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
