using System.Security.Cryptography;
using System.Text;
using OrleansFailover.BusinessNumbers.Settings;

namespace OrleansFailover.BusinessNumbers.Table;

/// <summary>A configured app with the keys of its signatures. Not a record, so that nothing prints its secrets.</summary>
public sealed class ChannelApp
{
    private readonly byte[][] verifyTokens;

    internal ChannelApp(string name, ChannelAppOptions options)
    {
        Name = name;
        Secret = Encoding.UTF8.GetBytes(options.AppSecret);

        // A null array would become an empty key, with which anybody can sign.
        PreviousSecret = string.IsNullOrEmpty(options.PreviousAppSecret) ? (ReadOnlyMemory<byte>?)null : Encoding.UTF8.GetBytes(options.PreviousAppSecret);
        verifyTokens = [.. new[] { options.VerifyToken, options.PreviousVerifyToken }.Where(token => !string.IsNullOrEmpty(token)).Select(token => Hash(token!))];
    }

    public string Name { get; }

    /// <summary>The key of its signatures.</summary>
    public ReadOnlyMemory<byte> Secret { get; }

    /// <summary>The key before the last rotation; null when it is not accepted any more.</summary>
    public ReadOnlyMemory<byte>? PreviousSecret { get; }

    /// <summary>Compares with the current and the previous verify token in constant time, over hashes, so that not even a length shows.</summary>
    public bool AcceptsVerifyToken(string token)
    {
        var hash = Hash(token);
        var accepted = false;
        foreach (var expected in verifyTokens)
        {
            accepted |= CryptographicOperations.FixedTimeEquals(hash, expected);
        }

        return accepted;
    }

    /// <summary>Compares with the current and the previous secret itself, where the channel shows it instead of signing with it. In constant time, over hashes.</summary>
    public bool AcceptsSecret(string secret)
    {
        var hash = Hash(secret);
        var accepted = CryptographicOperations.FixedTimeEquals(hash, SHA256.HashData(Secret.Span));
        if (PreviousSecret is { } previous)
        {
            accepted |= CryptographicOperations.FixedTimeEquals(hash, SHA256.HashData(previous.Span));
        }

        return accepted;
    }

    public override string ToString() => $"app:{Name}";

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
