using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using OrleansFailover.BusinessNumbers.Table;

namespace OrleansFailover.WebhookGateway.Webhooks.Signatures;

/// <summary>
/// Checks <c>X-Hub-Signature-256: sha256=&lt;64 hex digits&gt;</c>: HMAC-SHA256 over the raw body, keyed with the app secret, compared in
/// constant time. The secret of before a rotation is accepted too. The work is at most two hashes of the body an app and form.
/// </summary>
/// <remarks>
/// Older texts of the channel say that the hash is over a form of the payload with non-ASCII characters escaped. On the wire the payload is
/// escaped already, so both are the same; should raw non-ASCII ever arrive, the escaped form is tried once, and counted.
/// </remarks>
internal static class SignatureVerifier
{
    public const string HeaderName = "X-Hub-Signature-256";

    private const string Prefix = "sha256=";

    public static SignatureResult Verify(ReadOnlySpan<byte> body, string? header, IReadOnlyList<ChannelApp> apps)
    {
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (!TryReadHeader(header, expected))
        {
            return default;
        }

        var raw = Verify(body, expected, apps, SignatureMatch.RawCurrent, SignatureMatch.RawPrevious);
        return raw.IsRight || Ascii.IsValid(body) ? raw : VerifyEscaped(body, expected, apps);
    }

    private static SignatureResult VerifyEscaped(ReadOnlySpan<byte> body, ReadOnlySpan<byte> expected, IReadOnlyList<ChannelApp> apps)
    {
        var rented = ArrayPool<byte>.Shared.Rent(EscapedForm.MaxLength(body));
        try
        {
            return EscapedForm.TryWrite(body, rented, out var length)
                ? Verify(rented.AsSpan(0, length), expected, apps, SignatureMatch.EscapedCurrent, SignatureMatch.EscapedPrevious)
                : default;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static SignatureResult Verify(
        ReadOnlySpan<byte> content, ReadOnlySpan<byte> expected, IReadOnlyList<ChannelApp> apps, SignatureMatch current, SignatureMatch previous)
    {
        for (var i = 0; i < apps.Count; i++)
        {
            var app = apps[i];
            if (Matches(app.Secret.Span, content, expected))
            {
                return new(current, app.Name);
            }

            if (app.PreviousSecret is { } before && Matches(before.Span, content, expected))
            {
                return new(previous, app.Name);
            }
        }

        return default;
    }

    private static bool TryReadHeader(string? header, Span<byte> hash) =>
        header is not null
        && header.Length == Prefix.Length + (hash.Length * 2)
        && header.StartsWith(Prefix, StringComparison.Ordinal)
        && Convert.FromHexString(header.AsSpan(Prefix.Length), hash, out _, out var written) == OperationStatus.Done
        && written == hash.Length;

    private static bool Matches(ReadOnlySpan<byte> key, ReadOnlySpan<byte> content, ReadOnlySpan<byte> expected)
    {
        Span<byte> actual = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, content, actual);
        return CryptographicOperations.FixedTimeEquals(actual, expected);
    }
}
