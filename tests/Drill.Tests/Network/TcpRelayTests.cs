using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using OrleansFailover.Drill.Network;

namespace OrleansFailover.Drill.Tests.Network;

public sealed class TcpRelayTests
{
    [Fact]
    public async Task Set_Cut_ClosesOpenConnectionsAndNewOnesUntilItIsOpenAgain()
    {
        await using var echo = new Echo();
        await using var relay = TcpRelay.Start(0, echo.Port, TimeProvider.System);
        using var client = await ConnectAsync(relay);
        Assert.Equal(7, await AskAsync(client, 7));

        relay.Set(LinkState.Cut);
        Assert.Equal(0, await ReadAsync(client));
        using var refused = await ConnectAsync(relay);
        Assert.Equal(0, await ReadAsync(refused));

        relay.Set(LinkState.Open);
        using var again = await ConnectAsync(relay);
        Assert.Equal(8, await AskAsync(again, 8));
    }

    [Fact]
    public async Task Set_Frozen_CarriesNothingUntilItIsOpenAgain()
    {
        await using var echo = new Echo();
        await using var relay = TcpRelay.Start(0, echo.Port, TimeProvider.System);
        using var client = await ConnectAsync(relay);
        Assert.Equal(1, await AskAsync(client, 1));

        relay.Set(LinkState.Frozen);
        var answer = AskAsync(client, 9);
        await Task.WhenAny(answer, Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, Token));
        Assert.False(answer.IsCompleted);

        relay.Set(LinkState.Open);
        Assert.Equal(9, await answer.WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System, Token));
    }

    [Fact]
    public async Task Set_Slow_AddsTheRoundTripToAnAnswer()
    {
        await using var echo = new Echo();
        await using var relay = TcpRelay.Start(0, echo.Port, TimeProvider.System);
        using var client = await ConnectAsync(relay);
        await AskAsync(client, 1);

        relay.Set(LinkState.Slow(TimeSpan.FromMilliseconds(400)));
        var watch = Stopwatch.StartNew();
        Assert.Equal(2, await AskAsync(client, 2));
        Assert.InRange(watch.Elapsed, TimeSpan.FromMilliseconds(390), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Bytes_OfSeveralConnections_AreThoseThatWereCarriedBothWays()
    {
        await using var echo = new Echo();
        await using var relay = TcpRelay.Start(0, echo.Port, TimeProvider.System);
        using var first = await ConnectAsync(relay);
        using var second = await ConnectAsync(relay);
        Assert.Equal(0, relay.Bytes);

        await AskAsync(first, 1);
        await AskAsync(first, 2);
        await AskAsync(second, 3);

        // A byte is counted after it was handed on: the client may have it a moment earlier.
        await EventuallyAsync("three bytes were counted there and back", () => relay.Bytes == 6);
    }

    [Fact]
    public async Task Bytes_OfAFrozenLink_DoNotCountWhatWaits()
    {
        await using var echo = new Echo();
        await using var relay = TcpRelay.Start(0, echo.Port, TimeProvider.System);
        using var client = await ConnectAsync(relay);
        await AskAsync(client, 1);
        await EventuallyAsync("one byte was counted there and back", () => relay.Bytes == 2);

        relay.Set(LinkState.Frozen);
        var answer = AskAsync(client, 9);
        await Task.WhenAny(answer, Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, Token));
        Assert.Equal(2, relay.Bytes);

        relay.Set(LinkState.Open);
        await answer.WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System, Token);
        await EventuallyAsync("what waited was counted", () => relay.Bytes == 4);
    }

    private static async Task EventuallyAsync(string phase, Func<bool> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(1), $"waited a minute until {phase}");
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Token);
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<Socket> ConnectAsync(TcpRelay relay)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, relay.Port, Token);
        return socket;
    }

    private static async Task<int> AskAsync(Socket socket, byte value)
    {
        await socket.SendAsync(new[] { value }, Token);
        return await ReadAsync(socket);
    }

    // 0 when the connection was closed.
    private static async Task<int> ReadAsync(Socket socket)
    {
        var buffer = new byte[1];
        try
        {
            return await socket.ReceiveAsync(buffer, Token) == 0 ? 0 : buffer[0];
        }
        catch (SocketException)
        {
            return 0;
        }
    }

    private sealed class Echo : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _running;

        public Echo()
        {
            _listener.Start();
            _running = RunAsync();
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            _listener.Dispose();
            await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _stop.Dispose();
        }

        private async Task RunAsync()
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptSocketAsync(_stop.Token));
            }
        }

        private async Task ServeAsync(Socket socket)
        {
            using (socket)
            {
                var buffer = new byte[64];
                int read;
                while ((read = await socket.ReceiveAsync(buffer, _stop.Token)) > 0)
                {
                    await socket.SendAsync(buffer.AsMemory(0, read), _stop.Token);
                }
            }
        }
    }
}
