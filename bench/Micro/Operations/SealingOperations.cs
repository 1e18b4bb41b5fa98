using System.Security.Cryptography;
using OrleansFailover.Bench.Payloads;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Residency.Sealing.Envelope;

namespace OrleansFailover.Micro.Operations;

/// <summary>What sealing adds for a restricted sender: for the zone before the key is known, and for the conversation's key.</summary>
internal static class SealingOperations
{
    private const int RsaBits = 3072;

    public static IEnumerable<MicroOperation> All()
    {
        var content = TextWebhook.Of(customer: 1, number: 1, WebhookOperations.Time);
        var context = SealContext.Of("eu", ConversationId.Create("whatsapp", "106540352242922", "15550000001"), MadeUpState.Message(1), "event");
        var at = WebhookOperations.Time.ToUnixTimeMilliseconds();

        var zone = RSA.Create(RsaBits);
        var zoneId = KeyId.Of(zone.ExportSubjectPublicKeyInfo());
        var conversation = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var publicHalf = ConversationPublicKey.TryOf(PointOf(conversation))!;
        yield return new("seal for a zone, 1 KiB", content.Length, () => SealForZone(zone, zoneId, at, context, content));
        yield return new("seal for a conversation, 1 KiB", content.Length, () => SealForConversation(publicHalf, at, context, content));
        var piece = SealForConversation(publicHalf, at, context, content);
        yield return new("open a conversation's piece, 1 KiB", content.Length, () => Open(piece, conversation, context));
    }

    // A fresh data key each time, wrapped with the zone's public half, as the sealer does.
    private static byte[] SealForZone(RSA zone, KeyId id, long at, SealContext context, byte[] content)
    {
        Span<byte> dataKey = stackalloc byte[ZonePiece.DataKeyBytes], nonce = stackalloc byte[SealedPiece.NonceBytes];
        RandomNumberGenerator.Fill(dataKey);
        RandomNumberGenerator.Fill(nonce);
        return ZonePiece.Seal(id, at, zone.Encrypt(dataKey, ZonePiece.Padding), dataKey, nonce, context, content);
    }

    private static byte[] SealForConversation(ConversationPublicKey key, long at, SealContext context, byte[] content)
    {
        using var ephemeral = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return ConversationPiece.Seal(key, ephemeral, at, context, content);
    }

    private static byte[] Open(byte[] bytes, ECDiffieHellman key, SealContext context) =>
        SealedPiece.TryRead(bytes, out var piece) is EnvelopeFault.None && ConversationPiece.TryOpen(piece!, key, context) is { } content
            ? content
            : throw new InvalidOperationException("The piece did not open.");

    private static byte[] PointOf(ECDiffieHellman key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return [4, .. point.X!, .. point.Y!];
    }
}
