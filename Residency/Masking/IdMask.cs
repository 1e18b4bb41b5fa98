using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.Residency.Masking;

/// <summary>
/// Keyed pseudonyms for the ids of restricted senders: the same in every region that has the key, so that a conversation has one key everywhere. The mask of
/// a user's id can be turned back by who has the key, for a region has to write to the user; that of a message's cannot. Safe for concurrent use; no I/O.
/// </summary>
/// <remarks>
/// AES-256-GCM under a nonce that is an HMAC of the zone and the id: the same id always gives the same mask, which is what a key of a document needs, and two ids
/// share a nonce with a probability of 2^-96. The tag refuses an altered mask and one of another zone.
/// </remarks>
public sealed class IdMask
{
    /// <summary>The fewest bytes of a key.</summary>
    public const int MinKeyBytes = 32;

    /// <summary>
    /// The most bytes of a user's id whose mask can be turned back: a mask is part of a conversation's key, which bounds it. The longest id of a channel has 131. A longer
    /// one has a mask too, and nobody can write to it.
    /// </summary>
    public const int MaxUserIdBytes = 136;

    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int HashBytes = 16;

    private readonly byte[] nonceKey;
    private readonly byte[] cipherKey;
    private readonly byte[] messageKey;

    /// <exception cref="ArgumentException">The key is too short.</exception>
    public IdMask(ReadOnlySpan<byte> key)
    {
        if (key.Length < MinKeyBytes)
        {
            throw new ArgumentException($"The key of the masks has {key.Length} bytes; it needs at least {MinKeyBytes}.", nameof(key));
        }

        (nonceKey, cipherKey, messageKey) = (Derive(key, "nonce"), Derive(key, "cipher"), Derive(key, "message"));
    }

    /// <summary>The mask of a user's id; a masked id is its own.</summary>
    public string OfUser(string zone, string userId)
    {
        if (MaskedId.ZoneOf(userId) is not null)
        {
            return userId;
        }

        var (place, content) = (Encoding.UTF8.GetBytes(zone), Encoding.UTF8.GetBytes(userId));
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];

        // The zone has no zero byte, so no other pair of a zone and an id gives the same bytes.
        HMACSHA256.HashData(nonceKey, [.. place, 0, .. content], hash);
        if (content.Length > MaxUserIdBytes)
        {
            return MaskedId.Of(zone, IsPhone(userId), Base64Url.EncodeToString(hash[..HashBytes]));
        }

        var mask = new byte[NonceBytes + content.Length + TagBytes];
        hash[..NonceBytes].CopyTo(mask);
        using var cipher = new AesGcm(cipherKey, TagBytes);
        cipher.Encrypt(mask.AsSpan(0, NonceBytes), content, mask.AsSpan(NonceBytes, content.Length), mask.AsSpan(NonceBytes + content.Length), place);
        return MaskedId.Of(zone, IsPhone(userId), Base64Url.EncodeToString(mask));
    }

    /// <summary>The id behind a mask; null when it is none of this key, or altered. An id that is not masked is its own.</summary>
    public string? TryReveal(string userId)
    {
        if (!MaskedId.IsMasked(userId))
        {
            return userId;
        }

        if (!MaskedId.TryRead(userId, out var zone, out var text) || Decode(text) is not { } mask || mask.Length <= NonceBytes + TagBytes)
        {
            return null;
        }

        var content = new byte[mask.Length - NonceBytes - TagBytes];
        try
        {
            using var cipher = new AesGcm(cipherKey, TagBytes);
            cipher.Decrypt(mask.AsSpan(0, NonceBytes), mask.AsSpan(NonceBytes, content.Length), mask.AsSpan(NonceBytes + content.Length), content, Encoding.UTF8.GetBytes(zone));
            var revealed = Encoding.UTF8.GetString(content);

            // One id has one mask: a mask with another nonce or kind is of nobody.
            return OfUser(zone, revealed) == userId ? revealed : null;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    /// <summary>The mask of a message's id, which nobody can turn back; a masked id is its own.</summary>
    public MessageId OfMessage(MessageId message) => new(OfMessage(message.Value));

    /// <inheritdoc cref="OfMessage(MessageId)"/>
    public string OfMessage(string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (MaskedId.IsMasked(message))
        {
            return message;
        }

        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(messageKey, Encoding.UTF8.GetBytes(message), hash);
        return MaskedId.Mark + Base64Url.EncodeToString(hash[..HashBytes]);
    }

    private static byte[]? Decode(string text)
    {
        try
        {
            return Base64Url.DecodeFromChars(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static bool IsPhone(string userId) => userId.All(char.IsAsciiDigit);

    private static byte[] Derive(ReadOnlySpan<byte> key, string use)
    {
        var derived = new byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, derived, salt: [], info: Encoding.ASCII.GetBytes($"orleans-failover/id-mask/1/{use}"));
        return derived;
    }
}
