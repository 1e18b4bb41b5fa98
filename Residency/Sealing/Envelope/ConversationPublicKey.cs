using System.Buffers.Text;
using System.Security.Cryptography;

namespace OrleansFailover.Residency.Sealing.Envelope;

/// <summary>The public half of a conversation's key. Not secret: it travels with the conversation's metadata, so that every region can seal for it.</summary>
public sealed class ConversationPublicKey : IEquatable<ConversationPublicKey>
{
    private readonly byte[] point;

    private ConversationPublicKey(byte[] point) => (this.point, Id) = (point, KeyId.Of(point));

    /// <summary>The name that its pieces carry.</summary>
    public KeyId Id { get; }

    internal ReadOnlySpan<byte> Point => point;

    /// <summary>Reads what <see cref="ToString"/> wrote. Never throws.</summary>
    /// <returns>Null for anything that is no point of the curve.</returns>
    public static ConversationPublicKey? TryParse(string? text)
    {
        if (text is null || text.Length > 2 * Hpke.PointBytes)
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[2 * Hpke.PointBytes];
        try
        {
            return Base64Url.TryDecodeFromChars(text, bytes, out var written) ? TryOf(bytes[..written]) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>87 characters of base64url.</summary>
    public override string ToString() => Base64Url.EncodeToString(point);

    public bool Equals(ConversationPublicKey? other) => other is not null && Id == other.Id;

    public override bool Equals(object? obj) => Equals(obj as ConversationPublicKey);

    public override int GetHashCode() => Id.GetHashCode();

    internal static ConversationPublicKey? TryOf(ReadOnlySpan<byte> point)
    {
        try
        {
            // The import checks that the point is on the curve.
            using var key = ECDiffieHellman.Create(Hpke.Parameters(point));
            return new(point.ToArray());
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
