using System.Security.Cryptography;

namespace OrleansFailover.Residency.Sealing.Envelope;

/// <summary>Seals for a conversation's public half, and opens with its private one.</summary>
internal static class ConversationPiece
{
    private const ushort Aes256Gcm = 0x0002;

    private static ReadOnlySpan<byte> Info => "orleans-failover/residency/1"u8;

    /// <summary>A piece with a given ephemeral key, which must be fresh.</summary>
    public static byte[] Seal(ConversationPublicKey to, ECDiffieHellman ephemeral, long sealedAt, SealContext context, ReadOnlySpan<byte> content)
    {
        Span<byte> shared = stackalloc byte[Hpke.SecretBytes], key = stackalloc byte[ZonePiece.DataKeyBytes], nonce = stackalloc byte[SealedPiece.NonceBytes];
        try
        {
            var encapsulated = Hpke.Encapsulate(ephemeral, to.Point, shared);
            Hpke.Schedule(shared, Info, Aes256Gcm, key, nonce);
            var piece = SealedPiece.Start(Recipient.Conversation, to.Id, sealedAt, encapsulated, content.Length);
            var headerBytes = SealedPiece.FixedBytes + encapsulated.Length;
            using var cipher = new AesGcm(key, SealedPiece.TagBytes);
            cipher.Encrypt(
                nonce, content, piece.AsSpan(headerBytes, content.Length), piece.AsSpan(headerBytes + content.Length),
                SealedPiece.AssociatedData(piece.AsSpan(0, headerBytes), context));
            return piece;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(shared);
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <returns>Null when the piece was altered or belongs elsewhere.</returns>
    public static byte[]? TryOpen(SealedPiece piece, ECDiffieHellman key, SealContext context)
    {
        Span<byte> shared = stackalloc byte[Hpke.SecretBytes], dataKey = stackalloc byte[ZonePiece.DataKeyBytes], nonce = stackalloc byte[SealedPiece.NonceBytes];
        try
        {
            if (!Hpke.TryDecapsulate(key, piece.Encapsulated.Span, shared))
            {
                return null;
            }

            Hpke.Schedule(shared, Info, Aes256Gcm, dataKey, nonce);
            return ContentCipher.TryOpen(piece, dataKey, nonce, context);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(shared);
            CryptographicOperations.ZeroMemory(dataKey);
        }
    }
}
