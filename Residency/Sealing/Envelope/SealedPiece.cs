using System.Buffers.Binary;

namespace OrleansFailover.Residency.Sealing.Envelope;

/// <summary>
/// The envelope of a sealed piece, version 1; docs/residency.md has the table. Reading looks at the lengths alone and copies nothing: what it
/// allocates does not depend on the bytes.
/// </summary>
public sealed class SealedPiece
{
    /// <summary>The first byte of every piece that this build writes and reads.</summary>
    public const byte Version = 1;

    /// <summary>The most bytes of content that a piece can hold.</summary>
    public const int MaxContentBytes = 1024 * 1024;

    /// <summary>The most bytes that a piece can have.</summary>
    public const int MaxBytes = FixedBytes + MaxZoneKeyBytes + NonceBytes + MaxContentBytes + TagBytes;

    internal const int NonceBytes = 12;
    internal const int TagBytes = 16;
    internal const int MinZoneKeyBytes = 3072 / 8;
    internal const int MaxZoneKeyBytes = 4096 / 8;
    internal const int FixedBytes = LengthAt + sizeof(ushort);

    private const int RecipientAt = 1;
    private const int KeyIdAt = 2;
    private const int TimeAt = KeyIdAt + KeyId.Bytes;
    private const int LengthAt = TimeAt + sizeof(long);

    private SealedPiece(Recipient recipient, ReadOnlyMemory<byte> bytes, int keyBytes)
    {
        Recipient = recipient;
        Key = KeyId.Read(bytes.Span[KeyIdAt..]);
        SealedAt = BinaryPrimitives.ReadInt64BigEndian(bytes.Span[TimeAt..]);
        Encapsulated = bytes.Slice(FixedBytes, keyBytes);
        var headerBytes = FixedBytes + keyBytes + NonceOf(recipient);
        Header = bytes[..headerBytes];
        Nonce = bytes[(FixedBytes + keyBytes)..headerBytes];
        Ciphertext = bytes[headerBytes..^TagBytes];
        Tag = bytes[^TagBytes..];
    }

    /// <summary>Whose key opens it.</summary>
    public Recipient Recipient { get; }

    /// <summary>Which key opens it.</summary>
    public KeyId Key { get; }

    /// <summary>When it was sealed by the clock of who sealed it, in milliseconds since 1970.</summary>
    public long SealedAt { get; }

    /// <summary>Everything before the ciphertext; all of it is authenticated.</summary>
    internal ReadOnlyMemory<byte> Header { get; }

    /// <summary>The wrapped data key, or the ephemeral public half.</summary>
    internal ReadOnlyMemory<byte> Encapsulated { get; }

    /// <summary>Empty for a conversation's piece, whose nonce comes with its key.</summary>
    internal ReadOnlyMemory<byte> Nonce { get; }

    internal ReadOnlyMemory<byte> Ciphertext { get; }

    internal ReadOnlyMemory<byte> Tag { get; }

    /// <summary>Reads bytes from outside. Never throws.</summary>
    public static EnvelopeFault TryRead(ReadOnlyMemory<byte> bytes, out SealedPiece? piece)
    {
        piece = null;
        var span = bytes.Span;
        if (span.Length > MaxBytes)
        {
            return EnvelopeFault.TooLong;
        }

        if (span.Length > 0 && span[0] != Version)
        {
            return EnvelopeFault.UnknownVersion;
        }

        if (span.Length < FixedBytes)
        {
            return EnvelopeFault.TooShort;
        }

        var recipient = (Recipient)span[RecipientAt];
        int keyBytes = BinaryPrimitives.ReadUInt16BigEndian(span[LengthAt..]);
        if (recipient is not (Recipient.Zone or Recipient.Conversation))
        {
            return EnvelopeFault.UnknownRecipient;
        }

        if (recipient is Recipient.Zone ? keyBytes is < MinZoneKeyBytes or > MaxZoneKeyBytes : keyBytes != Hpke.PointBytes)
        {
            return EnvelopeFault.BadKeyLength;
        }

        var contentBytes = span.Length - FixedBytes - keyBytes - NonceOf(recipient) - TagBytes;
        if (contentBytes is < 0 or > MaxContentBytes)
        {
            return contentBytes < 0 ? EnvelopeFault.TooShort : EnvelopeFault.TooLong;
        }

        piece = new(recipient, bytes, keyBytes);
        return EnvelopeFault.None;
    }

    /// <summary>A new piece with everything but nonce, ciphertext and tag filled in.</summary>
    internal static byte[] Start(Recipient recipient, KeyId key, long sealedAt, ReadOnlySpan<byte> encapsulated, int contentBytes)
    {
        var bytes = new byte[FixedBytes + encapsulated.Length + NonceOf(recipient) + contentBytes + TagBytes];
        bytes[0] = Version;
        bytes[RecipientAt] = (byte)recipient;
        key.Write(bytes.AsSpan(KeyIdAt));
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(TimeAt), sealedAt);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(LengthAt), (ushort)encapsulated.Length);
        encapsulated.CopyTo(bytes.AsSpan(FixedBytes));
        return bytes;
    }

    /// <summary>What is authenticated beside the content: the header and where the piece belongs.</summary>
    internal static byte[] AssociatedData(ReadOnlySpan<byte> header, SealContext context) => [.. header, .. context.Encoded];

    private static int NonceOf(Recipient recipient) => recipient is Recipient.Zone ? NonceBytes : 0;
}
