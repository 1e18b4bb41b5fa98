using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace OrleansFailover.Drill.Network;

/// <summary>A port of 127.0.0.1 that leads to another one, and can be cut, frozen or slow.</summary>
internal sealed class TcpRelay : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly int _target;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<RelayedConnection, Task> _connections = new();
    private readonly Task _accepting;
    private volatile LinkState _state = LinkState.Open;
    private long _bytes;

    private TcpRelay(TcpListener listener, int target, TimeProvider time)
    {
        (_listener, _target, _time) = (listener, target, time);
        _accepting = AcceptAsync();
    }

    /// <exception cref="SocketException">The port is taken.</exception>
    public static TcpRelay Start(int port, int target, TimeProvider time)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        return new TcpRelay(listener, target, time);
    }

    /// <summary>The port it listens on.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many bytes it has carried, in both directions.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    public void Set(LinkState state)
    {
        _state = state;
        foreach (var connection in _connections.Keys)
        {
            connection.Set(state);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var connection in _connections.Keys)
        {
            connection.Set(LinkState.Cut);
        }

        await Task.WhenAll(_connections.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var client = await _listener.AcceptSocketAsync(_stop.Token);
            if (_state.Kind is LinkKind.Cut)
            {
                client.Dispose();
                continue;
            }

            var connection = new RelayedConnection(client, _target, _state, _time, bytes => Interlocked.Add(ref _bytes, bytes));
            _connections[connection] = RunAsync(connection);

            // Set may have been called between reading the state and adding the connection.
            connection.Set(_state);
        }
    }

    private async Task RunAsync(RelayedConnection connection)
    {
        await Task.Yield();
        using (connection)
        {
            await connection.RunAsync();
            _connections.TryRemove(connection, out _);
        }
    }
}
