using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;

namespace OrleansFailover.Floors;

/// <summary>Reads the body, checks the signature, and appends the body where there is a log.</summary>
internal sealed class Floor(byte[] secret, BodyLog? log)
{
    private const string Prefix = "sha256=";

    public async Task HandleAsync(HttpContext context)
    {
        if (context.Request.ContentLength is not (> 0 and <= 1024 * 1024 and var length))
        {
            context.Response.StatusCode = StatusCodes.Status411LengthRequired;
            return;
        }

        var body = await ReadAsync(context.Request.BodyReader, (int)length, context.RequestAborted);
        var hash = new byte[HMACSHA256.HashSizeInBytes];
        if (!IsRight(body.Span, context.Request.Headers["X-Hub-Signature-256"], hash))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        if (log is not null && !await log.AppendAsync(hash, body))
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        context.Response.ContentLength = 0;
    }

    private static async ValueTask<Memory<byte>> ReadAsync(PipeReader reader, int length, CancellationToken cancellationToken)
    {
        var result = await reader.ReadAtLeastAsync(length, cancellationToken);
        var body = new byte[length];
        result.Buffer.Slice(0, length).CopyTo(body);
        reader.AdvanceTo(result.Buffer.GetPosition(length));
        return body;
    }

    private bool IsRight(ReadOnlySpan<byte> body, string? header, byte[] hash)
    {
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (header is null || header.Length != Prefix.Length + (2 * expected.Length)
            || Convert.FromHexString(header.AsSpan(Prefix.Length), expected, out _, out _) != OperationStatus.Done)
        {
            return false;
        }

        HMACSHA256.HashData(secret, body, hash);
        return CryptographicOperations.FixedTimeEquals(hash, expected);
    }
}
