using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace OrleansFailover.Load.Http;

/// <summary>One kept-alive connection with one request in flight, on plain blocking calls: a client library would cost more than the servers it measures.</summary>
internal sealed class WebhookConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 30_000 };
    private readonly byte[] _buffer = new byte[8192];

    public WebhookConnection(int port) => _socket.Connect(IPAddress.Loopback, port);

    /// <summary>Sends a whole request and waits for the whole answer.</summary>
    /// <exception cref="IOException">The server closed the connection, or its answer has no length.</exception>
    public WebhookAnswer Send(ReadOnlySpan<byte> request)
    {
        while (!request.IsEmpty)
        {
            request = request[_socket.Send(request)..];
        }

        var filled = 0;
        while (true)
        {
            var read = _socket.Receive(_buffer.AsSpan(filled));
            if (read == 0)
            {
                throw new IOException("The server closed the connection.");
            }

            filled += read;
            var answer = _buffer.AsSpan(0, filled);
            var end = answer.IndexOf("\r\n\r\n"u8);
            if (end < 0)
            {
                continue;
            }

            var head = answer[..end];
            if (filled >= end + 4 + BodyLength(head))
            {
                return new(Status(head), head.IndexOf("x-standby-copies: missing"u8) >= 0);
            }
        }
    }

    public void Dispose() => _socket.Dispose();

    // HTTP/1.1 200 OK
    private static int Status(ReadOnlySpan<byte> head) =>
        Utf8Parser.TryParse(head[9..], out int status, out _) ? status : throw new IOException("The answer has no status.");

    private static int BodyLength(ReadOnlySpan<byte> head)
    {
        var name = "\r\nContent-Length: "u8;
        var at = head.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(head[(at + name.Length)..], out int length, out _)
            ? length
            : throw new IOException($"The answer has no length: {System.Text.Encoding.ASCII.GetString(head)}");
    }
}
