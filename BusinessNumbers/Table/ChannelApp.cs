using System.Security.Cryptography;
using System.Text;
using OrleansFailover.BusinessNumbers.Settings;

namespace OrleansFailover.BusinessNumbers.Table;

/// <summary>A configured app with the keys of its signatures. Not a record, so that nothing prints its secrets.</summary>
public sealed class ChannelApp
{
    private readonly byte[][] secrets;
    private readonly byte[][] verifyTokens;

    internal ChannelApp(string name, ChannelAppOptions options)
    {
        Name = name;
        Secret = Encoding.UTF8.GetBytes(options.AppSecret);

        // A null array would become an empty key, with which anybody can sign.
        PreviousSecret = string.IsNullOrEmpty(options.PreviousAppSecret) ? (ReadOnlyMemory<byte>?)null : Encoding.UTF8.GetBytes(options.PreviousAppSecret);
        secrets = HashesOf(options.AppSecret, options.PreviousAppSecret);
        verifyTokens = HashesOf(options.VerifyToken, options.PreviousVerifyToken);
    }

    public string Name { get; }

    /// <summary>The key of its signatures.</summary>
    public ReadOnlyMemory<byte> Secret { get; }

    /// <summary>The key before the last rotation; null when it is not accepted any more.</summary>
    public ReadOnlyMemory<byte>? PreviousSecret { get; }

    /// <summary>Compares with the current and the previous verify token in constant time, over hashes, so that not even a length shows.</summary>
    public bool AcceptsVerifyToken(string token) => IsOneOf(verifyTokens, token);

    /// <summary>
    /// Compares with the current and the previous secret itself, where the channel shows it instead of signing with it. In constant time, over hashes. An
    /// empty one is never right, also where none is configured.
    /// </summary>
    public bool AcceptsSecret(string secret) => IsOneOf(secrets, secret);

    public override string ToString() => $"app:{Name}";

    private static bool IsOneOf(byte[][] hashes, string shown)
    {
        var hash = Hash(shown);
        var found = false;
        foreach (var expected in hashes)
        {
            found |= CryptographicOperations.FixedTimeEquals(hash, expected);
        }

        return found;
    }

    private static byte[][] HashesOf(params string?[] values) => [.. values.Where(value => !string.IsNullOrEmpty(value)).Select(value => Hash(value!))];

    private static byte[] Hash(string value) => SHA256.HashData(Encoding.UTF8.GetBytes(value));
}
