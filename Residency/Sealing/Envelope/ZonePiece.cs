using System.Security.Cryptography;

namespace OrleansFailover.Residency.Sealing.Envelope;

/// <summary>Seals and opens with a data key that is wrapped for a zone.</summary>
internal static class ZonePiece
{
    public const int DataKeyBytes = 32;

    public static readonly RSAEncryptionPadding Padding = RSAEncryptionPadding.OaepSHA256;

    /// <summary>A piece with a given data key and nonce; both must be fresh.</summary>
    public static byte[] Seal(
        KeyId key, long sealedAt, ReadOnlySpan<byte> wrapped, ReadOnlySpan<byte> dataKey, ReadOnlySpan<byte> nonce, SealContext context, ReadOnlySpan<byte> content)
    {
        var piece = SealedPiece.Start(Recipient.Zone, key, sealedAt, wrapped, content.Length);
        var headerBytes = SealedPiece.FixedBytes + wrapped.Length + nonce.Length;
        nonce.CopyTo(piece.AsSpan(headerBytes - nonce.Length));
        using var cipher = new AesGcm(dataKey, SealedPiece.TagBytes);
        cipher.Encrypt(
            nonce, content, piece.AsSpan(headerBytes, content.Length), piece.AsSpan(headerBytes + content.Length),
            SealedPiece.AssociatedData(piece.AsSpan(0, headerBytes), context));
        return piece;
    }

    /// <returns>Null when the piece was altered or belongs elsewhere.</returns>
    public static byte[]? TryOpen(SealedPiece piece, ReadOnlySpan<byte> dataKey, SealContext context) =>
        ContentCipher.TryOpen(piece, dataKey, piece.Nonce.Span, context);
}
