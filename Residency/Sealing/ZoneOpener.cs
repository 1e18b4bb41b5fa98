using System.Security.Cryptography;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Residency.Sealing.ConversationKeys;
using OrleansFailover.Residency.Sealing.Envelope;
using OrleansFailover.Residency.Sealing.Keys;

namespace OrleansFailover.Residency.Sealing;

/// <summary>Opens what is sealed with a zone's key: content, and the private halves of conversations' keys.</summary>
internal sealed class ZoneOpener(KeyRing ring, PrivateHalves halves, UnwrappedKeys unwrapped)
{
    public async Task<OpenResult> OpenAsync(SealContext context, SealedPiece piece, CancellationToken cancellationToken)
    {
        if (ring.Find(piece.Key) is not { } key)
        {
            return new(OpenOutcome.UnknownKey);
        }

        if (key.Zone != context.Zone)
        {
            return new(OpenOutcome.OtherZone);
        }

        if (key.Use is ZoneKeyUse.Retired)
        {
            return new(OpenOutcome.RetiredKey);
        }

        if (halves.Find(key.Id) is not { } half)
        {
            return new(OpenOutcome.OtherZone);
        }

        if (piece.Encapsulated.Length != key.WrappedBytes)
        {
            return new(OpenOutcome.Refused);
        }

        var result = await unwrapped.UnwrapAsync(half, key.Id, piece.Encapsulated, cancellationToken);
        if (result.DataKey is not { } dataKey)
        {
            return new(result.Outcome is UnwrapOutcome.Refused ? OpenOutcome.Refused : OpenOutcome.KeyUnavailable);
        }

        try
        {
            return ZonePiece.TryOpen(piece, dataKey, context) is { } content ? new(content) : new(OpenOutcome.Refused);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dataKey);
        }
    }

    /// <summary>The private half of a conversation's key.</summary>
    public async Task<OpenResult> OpenKeyAsync(string zone, ConversationId conversation, ConversationKey key, CancellationToken cancellationToken)
    {
        var result = key.PublicHalf() is { } publicHalf && SealedPiece.TryRead(key.PrivateHalf, out var piece) is EnvelopeFault.None && piece is { Recipient: Recipient.Zone }
            ? await OpenAsync(SealContext.OfKey(zone, conversation, publicHalf.Id), piece, cancellationToken)
            : new(OpenOutcome.Refused);
        return result.Outcome is OpenOutcome.Opened && result.Content.Length != Hpke.PrivateBytes ? new(OpenOutcome.Refused) : result;
    }
}
