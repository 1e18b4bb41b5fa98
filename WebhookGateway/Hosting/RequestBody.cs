using System.Buffers;

namespace OrleansFailover.WebhookGateway.Hosting;

/// <summary>
/// The raw bytes of a request body in one rented buffer: what the signature is over, what is parsed, and what is sent on. Raw, because a
/// body that was decoded and written again no longer has its signature.
/// </summary>
internal sealed class RequestBody : IDisposable
{
    // Space grows with what has arrived, not with what Content-Length promises: many idle clients must not rent 3 MiB each.
    private const int FirstRentBytes = 16 * 1024;

    private byte[]? buffer;
    private int length;
    private bool lent;

    private RequestBody(byte[] buffer) => this.buffer = buffer;

    public ReadOnlyMemory<byte> Bytes => buffer.AsMemory(0, length);

    /// <summary>A body that is in memory already; the bytes stay the caller's.</summary>
    public static RequestBody Of(byte[] bytes) => new(bytes) { length = bytes.Length, lent = true };

    /// <summary>Reads the whole body.</summary>
    /// <returns>Null when the body has more than <paramref name="maxBytes"/> bytes; nothing of it is kept then.</returns>
    public static async ValueTask<RequestBody?> ReadAsync(HttpRequest request, int maxBytes, CancellationToken cancellationToken)
    {
        if (request.ContentLength > maxBytes)
        {
            return null;
        }

        var reader = request.BodyReader;
        var body = new RequestBody(ArrayPool<byte>.Shared.Rent((int)Math.Min(request.ContentLength ?? FirstRentBytes, FirstRentBytes)));
        try
        {
            while (true)
            {
                var result = await reader.ReadAsync(cancellationToken);
                var arrived = result.Buffer;
                if (arrived.Length > maxBytes - body.length)
                {
                    reader.AdvanceTo(arrived.End);
                    body.Dispose();
                    return null;
                }

                body.Append(arrived);
                reader.AdvanceTo(arrived.End);
                if (result.IsCompleted)
                {
                    return body;
                }
            }
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Says that somebody may go on reading the bytes after <see cref="Dispose"/>, for example a send that was given up: the buffer is then
    /// left to the garbage collector instead of going to the next request.
    /// </summary>
    public void Lend() => lent = true;

    public void Dispose()
    {
        var rented = buffer;
        buffer = null;
        length = 0;
        if (rented is not null && !lent)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private void Append(in ReadOnlySequence<byte> arrived)
    {
        var needed = length + (int)arrived.Length;
        if (needed > buffer!.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, buffer.Length * 2));
            buffer.AsSpan(0, length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }

        arrived.CopyTo(buffer.AsSpan(length));
        length = needed;
    }
}
