using System.Security.Cryptography;
using OrleansFailover.Residency.Sealing.Envelope;
using OrleansFailover.Residency.Sealing.Keys;

namespace OrleansFailover.Residency.Sealing;

/// <inheritdoc cref="ISealer"/>
internal sealed class Sealer(KeyRing ring, TimeProvider time, ResidencyMetrics metrics) : ISealer
{
    public byte[] Seal(SealContext context, ReadOnlySpan<byte> content, ConversationPublicKey? conversationKey = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (content.Length > SealedPiece.MaxContentBytes)
        {
            throw new ArgumentException($"The content has {content.Length} bytes; a sealed piece can hold {SealedPiece.MaxContentBytes}.", nameof(content));
        }

        // Also with a conversation's key: a zone that nobody knows would be found out only when it is to be opened.
        var zoneKey = ring.CurrentOf(context.Zone);
        metrics.Sealed(conversationKey is null ? Recipient.Zone : Recipient.Conversation);
        return conversationKey is null ? SealForZone(zoneKey, context, content) : SealForConversation(conversationKey, context, content);
    }

    private byte[] SealForZone(ZoneKey key, SealContext context, ReadOnlySpan<byte> content)
    {
        Span<byte> dataKey = stackalloc byte[ZonePiece.DataKeyBytes], nonce = stackalloc byte[SealedPiece.NonceBytes];
        try
        {
            RandomNumberGenerator.Fill(dataKey);
            RandomNumberGenerator.Fill(nonce);
            return ZonePiece.Seal(key.Id, Now(), key.Wrap(dataKey), dataKey, nonce, context, content);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dataKey);
        }
    }

    private byte[] SealForConversation(ConversationPublicKey key, SealContext context, ReadOnlySpan<byte> content)
    {
        using var ephemeral = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return ConversationPiece.Seal(key, ephemeral, Now(), context, content);
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
