using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace OrleansFailover.WebhookGateway.Webhooks.Signatures;

/// <summary>Compares a token with the configured ones in constant time, over hashes, so that not even a length shows.</summary>
internal sealed class VerifyTokens(IOptionsMonitor<WebhookOptions> options)
{
    public bool Accepts(string? token)
    {
        if (string.IsNullOrEmpty(token))
        {
            return false;
        }

        var current = options.CurrentValue;
        return Same(token, current.VerifyToken) | (!string.IsNullOrEmpty(current.PreviousVerifyToken) && Same(token, current.PreviousVerifyToken));
    }

    private static bool Same(string left, string right) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(left)),
        SHA256.HashData(Encoding.UTF8.GetBytes(right)));
}
