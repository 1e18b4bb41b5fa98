using System.Security.Cryptography;

namespace OrleansFailover.Residency.Sealing.Envelope;

/// <summary>AES-256-GCM over the content of a piece.</summary>
internal static class ContentCipher
{
    /// <returns>Null when the piece was altered or belongs elsewhere.</returns>
    public static byte[]? TryOpen(SealedPiece piece, ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, SealContext context)
    {
        var content = new byte[piece.Ciphertext.Length];
        try
        {
            using var cipher = new AesGcm(key, SealedPiece.TagBytes);
            cipher.Decrypt(nonce, piece.Ciphertext.Span, piece.Tag.Span, content, SealedPiece.AssociatedData(piece.Header.Span, context));
            return content;
        }
        catch (AuthenticationTagMismatchException)
        {
            CryptographicOperations.ZeroMemory(content);
            return null;
        }
    }
}
