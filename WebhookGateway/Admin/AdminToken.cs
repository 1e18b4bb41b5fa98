using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace OrleansFailover.WebhookGateway.Admin;

/// <summary>Compares bearer tokens. Over hashes, so that neither the length nor the beginning of a right token shows in the time it takes.</summary>
internal sealed class AdminToken(IOptions<AdminOptions> options)
{
    private const string Scheme = "Bearer ";

    private readonly byte[]? expected = options.Value.Token is { Length: > 0 } token ? Hash(token) : null;

    /// <summary>False when there is no token, and then no endpoint.</summary>
    public bool IsConfigured => expected is not null;

    public bool IsRight(HttpRequest request)
    {
        var header = request.Headers[HeaderNames.Authorization];
        return expected is not null
            && header is [{ } value]
            && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(Hash(value[Scheme.Length..].Trim()), expected);
    }

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
