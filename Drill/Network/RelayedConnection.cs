using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace OrleansFailover.Drill.Network;

/// <summary>One connection through a relay.</summary>
internal sealed class RelayedConnection(Socket client, int target, LinkState initial, TimeProvider time, Action<int> carried) : IDisposable
{
    private const int ChunkBytes = 64 * 1024;
    private const int MaxChunks = 256;

    private readonly CancellationTokenSource _end = new();
    private readonly Lock _gate = new();
    private LinkState _state = initial;
    private TaskCompletionSource _changed = New();

    public void Set(LinkState state)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            (_state, changed, _changed) = (state, _changed, New());
        }

        changed.TrySetResult();
        if (state.Kind is LinkKind.Cut)
        {
            try
            {
                _end.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // It is over already.
            }
        }
    }

    public void Dispose() => _end.Dispose();

    /// <summary>Carries bytes until one side ends or the link is cut.</summary>
    public async Task RunAsync()
    {
        using (client)
        using (var server = new Socket(SocketType.Stream, ProtocolType.Tcp))
        {
            try
            {
                (client.NoDelay, server.NoDelay) = (true, true);
                await server.ConnectAsync(IPAddress.Loopback, target, _end.Token);
                await Task.WhenAny(CarryAsync(client, server), CarryAsync(server, client));
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException)
            {
                // Nobody listens there: the client sees its connection close.
            }

            await _end.CancelAsync();
        }
    }

    private async Task CarryAsync(Socket from, Socket to)
    {
        var chunks = System.Threading.Channels.Channel.CreateBounded<Chunk>(MaxChunks);
        try
        {
            await Task.WhenAll(ReadAsync(from, chunks.Writer), WriteAsync(chunks.Reader, to));
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One side is gone; the other is closed by the caller.
        }
    }

    private async Task ReadAsync(Socket from, ChannelWriter<Chunk> chunks)
    {
        var buffer = new byte[ChunkBytes];
        try
        {
            int read;
            while ((read = await from.ReceiveAsync(buffer, _end.Token)) > 0)
            {
                await chunks.WriteAsync(new Chunk(buffer[..read], time.GetTimestamp()), _end.Token);
            }
        }
        finally
        {
            chunks.TryComplete();
        }
    }

    private async Task WriteAsync(ChannelReader<Chunk> chunks, Socket to)
    {
        await foreach (var chunk in chunks.ReadAllAsync(_end.Token))
        {
            await WhenDueAsync(chunk);
            for (var sent = 0; sent < chunk.Bytes.Length;)
            {
                sent += await to.SendAsync(chunk.Bytes.AsMemory(sent), _end.Token);
            }

            carried(chunk.Bytes.Length);
        }
    }

    private async Task WhenDueAsync(Chunk chunk)
    {
        while (true)
        {
            LinkState state;
            Task changed;
            lock (_gate)
            {
                (state, changed) = (_state, _changed.Task);
            }

            var wait = state.Delay - time.GetElapsedTime(chunk.Came);
            if (state.Kind is LinkKind.Frozen)
            {
                await changed.WaitAsync(_end.Token);
            }
            else if (wait > TimeSpan.Zero)
            {
                await Task.WhenAny(changed, Task.Delay(wait, time, _end.Token));
                _end.Token.ThrowIfCancellationRequested();
            }
            else
            {
                return;
            }
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed record Chunk(byte[] Bytes, long Came);
}
