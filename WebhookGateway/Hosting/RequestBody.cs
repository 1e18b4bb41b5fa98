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
    private readonly BodyBudget? budget;
    private bool lent;
    private int taken;

    private RequestBody(byte[] buffer, BodyBudget? budget = null) => (this.buffer, this.budget) = (buffer, budget);

    public ReadOnlyMemory<byte> Bytes => buffer.AsMemory(0, length);

    /// <summary>A body that is in memory already; the bytes stay the caller's.</summary>
    public static RequestBody Of(byte[] bytes) => new(bytes) { length = bytes.Length, lent = true };

    /// <summary>Reads the whole body.</summary>
    /// <returns>Null when the body has more than <paramref name="maxBytes"/> bytes; nothing of it is kept then.</returns>
    public static async ValueTask<RequestBody?> ReadAsync(HttpRequest request, int maxBytes, CancellationToken cancellationToken) =>
        (await ReadAsync(request, maxBytes, null, cancellationToken)).Body;

    /// <summary>Reads the whole body, as far as there is room for it.</summary>
    public static async ValueTask<BodyRead> ReadAsync(HttpRequest request, int maxBytes, BodyBudget? budget, CancellationToken cancellationToken)
    {
        if (request.ContentLength > maxBytes)
        {
            return new(null, BodyOutcome.TooLarge);
        }

        var reader = request.BodyReader;
        var body = new RequestBody(ArrayPool<byte>.Shared.Rent((int)Math.Min(request.ContentLength ?? FirstRentBytes, FirstRentBytes)), budget);
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
                    return new(null, BodyOutcome.TooLarge);
                }

                var fits = body.TryAppend(arrived);
                reader.AdvanceTo(arrived.End);
                if (!fits)
                {
                    body.Dispose();
                    return new(null, BodyOutcome.NoRoom);
                }

                if (result.IsCompleted)
                {
                    return new(body, BodyOutcome.Read);
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
        budget?.Return(taken);
        taken = 0;
        if (rented is not null && !lent)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    // The first buffer is not counted: what bounds those is the number of webhooks in work.
    private bool TryAppend(in ReadOnlySequence<byte> arrived)
    {
        var needed = length + (int)arrived.Length;
        if (needed > buffer!.Length)
        {
            var wanted = Math.Max(needed, buffer.Length * 2);
            if (budget?.TryTake(wanted - taken) is false)
            {
                return false;
            }

            taken = wanted;
            var larger = ArrayPool<byte>.Shared.Rent(wanted);
            buffer.AsSpan(0, length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }

        arrived.CopyTo(buffer.AsSpan(length));
        length = needed;
        return true;
    }
}
