using System.Security.Cryptography;
using System.Text;

namespace OrleansFailover.Grains.Interfaces.Identity;

/// <summary>
/// A keyed hash that stands for an identifier in logs, metrics and traces. With the same key in every region a line of one region can be
/// matched with a line of another; without the key nobody can test a guessed phone number against it.
/// </summary>
public static class Pseudonym
{
    // A process that was given no key still prints no identifier: its hashes just match no other process's.
    private static byte[] key = RandomNumberGenerator.GetBytes(32);

    /// <summary>Sets the key of this process, once, at start. At least 16 bytes.</summary>
    /// <exception cref="ArgumentException">The key is shorter than 16 bytes.</exception>
    public static void UseKey(ReadOnlySpan<byte> pseudonymKey)
    {
        if (pseudonymKey.Length < 16)
        {
            throw new ArgumentException($"The pseudonym key has {pseudonymKey.Length} bytes; it needs at least 16.", nameof(pseudonymKey));
        }

        Volatile.Write(ref key, pseudonymKey.ToArray());
    }

    /// <summary>The first 64 bits of HMAC-SHA256 over the UTF-8 form, as 16 hex digits.</summary>
    public static string Of(string identifier)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Volatile.Read(ref key), Encoding.UTF8.GetBytes(identifier), hash);
        return Convert.ToHexStringLower(hash[..8]);
    }
}
