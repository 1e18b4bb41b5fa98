using System.Net;
using System.Net.Http.Headers;

namespace OrleansFailover.Silo.Channels.CloudApi;

/// <summary>
/// A body that knows whether it was handed to a connection. Until then no server can have acted on the request, whatever went wrong; from
/// then on it may have.
/// </summary>
internal sealed class TrackedContent : HttpContent
{
    private readonly byte[] bytes;
    private int handedOver;

    public TrackedContent(byte[] json)
    {
        bytes = json;
        Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
    }

    public bool WasHandedOver => Volatile.Read(ref handedOver) == 1;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, default);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Volatile.Write(ref handedOver, 1);
        await stream.WriteAsync(bytes, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = bytes.Length;
        return true;
    }
}
