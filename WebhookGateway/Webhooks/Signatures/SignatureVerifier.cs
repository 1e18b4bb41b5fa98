using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace OrleansFailover.WebhookGateway.Webhooks.Signatures;

/// <summary>
/// Checks <c>X-Hub-Signature-256: sha256=&lt;64 hex digits&gt;</c>: HMAC-SHA256 over the raw body, keyed with the app secret, compared in
/// constant time. The secret of before a rotation is accepted too.
/// </summary>
/// <remarks>
/// Older texts of the channel say that the hash is over a form of the payload with non-ASCII characters escaped. On the wire the payload is
/// escaped already, so both are the same; should raw non-ASCII ever arrive, the escaped form is tried once, and counted.
/// </remarks>
internal sealed class SignatureVerifier : IDisposable
{
    public const string HeaderName = "X-Hub-Signature-256";

    private const string Prefix = "sha256=";
    private readonly IDisposable? subscription;
    private volatile Secrets secrets;

    public SignatureVerifier(IOptionsMonitor<WebhookOptions> options)
    {
        secrets = Secrets.Of(options.CurrentValue);
        subscription = options.OnChange(changed => secrets = Secrets.Of(changed));
    }

    public SignatureMatch Verify(ReadOnlySpan<byte> body, string? header)
    {
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (!TryReadHeader(header, expected))
        {
            return SignatureMatch.None;
        }

        var keys = secrets;
        if (Matches(keys.Current, body, expected))
        {
            return SignatureMatch.RawCurrent;
        }

        if (keys.Previous is not null && Matches(keys.Previous, body, expected))
        {
            return SignatureMatch.RawPrevious;
        }

        return Ascii.IsValid(body) ? SignatureMatch.None : VerifyEscaped(keys, body, expected);
    }

    public void Dispose() => subscription?.Dispose();

    private static SignatureMatch VerifyEscaped(Secrets keys, ReadOnlySpan<byte> body, ReadOnlySpan<byte> expected)
    {
        var rented = ArrayPool<byte>.Shared.Rent(EscapedForm.MaxLength(body));
        try
        {
            if (!EscapedForm.TryWrite(body, rented, out var length))
            {
                return SignatureMatch.None;
            }

            var escaped = rented.AsSpan(0, length);
            if (Matches(keys.Current, escaped, expected))
            {
                return SignatureMatch.EscapedCurrent;
            }

            return keys.Previous is not null && Matches(keys.Previous, escaped, expected) ? SignatureMatch.EscapedPrevious : SignatureMatch.None;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static bool TryReadHeader(string? header, Span<byte> hash) =>
        header is not null
        && header.Length == Prefix.Length + (hash.Length * 2)
        && header.StartsWith(Prefix, StringComparison.Ordinal)
        && Convert.FromHexString(header.AsSpan(Prefix.Length), hash, out _, out var written) == OperationStatus.Done
        && written == hash.Length;

    private static bool Matches(byte[] key, ReadOnlySpan<byte> content, ReadOnlySpan<byte> expected)
    {
        Span<byte> actual = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, content, actual);
        return CryptographicOperations.FixedTimeEquals(actual, expected);
    }

    private sealed record Secrets(byte[] Current, byte[]? Previous)
    {
        public static Secrets Of(WebhookOptions options) => new(
            Encoding.UTF8.GetBytes(options.AppSecret),
            string.IsNullOrEmpty(options.PreviousAppSecret) ? null : Encoding.UTF8.GetBytes(options.PreviousAppSecret));
    }
}
