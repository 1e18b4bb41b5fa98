using System.Security.Cryptography;
using OrleansFailover.Residency.Sealing.ConversationKeys;
using OrleansFailover.Residency.Sealing.Envelope;
using OrleansFailover.Residency.Sealing.Keys;

namespace OrleansFailover.Residency.Sealing;

/// <inheritdoc cref="IOpener"/>
internal sealed class Opener(KeyRing ring, ZoneOpener zones, IConversationKeyStore store, ResidencyMetrics metrics) : IOpener
{
    /// <summary>
    /// How far the clocks of two regions may be apart. What was sealed for the zone, by the sealing region's clock, up to so long after a conversation was forgotten
    /// counts as sealed before.
    /// </summary>
    public static readonly TimeSpan ClockMargin = TimeSpan.FromMinutes(5);

    public async Task<OpenResult> OpenAsync(SealContext context, ReadOnlyMemory<byte> piece, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var result = await FindAsync(context, piece, cancellationToken);
        metrics.Opened(result.Outcome);
        return result;
    }

    private async Task<OpenResult> FindAsync(SealContext context, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var fault = SealedPiece.TryRead(bytes, out var piece);
        if (piece is null)
        {
            return new(fault is EnvelopeFault.UnknownVersion ? OpenOutcome.UnknownVersion : OpenOutcome.Malformed, fault);
        }

        if (!ring.IsHome(context.Zone))
        {
            return new(OpenOutcome.OtherZone);
        }

        StoredConversationKey? stored;
        try
        {
            stored = await store.ReadAsync(context.Zone, context.Conversation, cancellationToken);
        }
        catch (ConversationKeyStoreException)
        {
            return new(OpenOutcome.KeyUnavailable);
        }

        return piece.Recipient is Recipient.Zone
            ? stored?.Document.ForgottenAt is { } at && piece.SealedAt <= at + (long)ClockMargin.TotalMilliseconds
                ? new(OpenOutcome.Forgotten)
                : await zones.OpenAsync(context, piece, cancellationToken)
            : await OpenWithAsync(stored?.Document, context, piece, cancellationToken);
    }

    private async Task<OpenResult> OpenWithAsync(ConversationKeyDocument? document, SealContext context, SealedPiece piece, CancellationToken cancellationToken)
    {
        if (document?.Key is not { } key || key.PublicHalf()?.Id != piece.Key)
        {
            return new(document?.ForgottenAt is null ? OpenOutcome.UnknownKey : OpenOutcome.Forgotten);
        }

        using var privateHalf = await zones.OpenKeyAsync(context.Zone, context.Conversation, key, cancellationToken);
        if (privateHalf.Outcome is not OpenOutcome.Opened)
        {
            return new(privateHalf.Outcome);
        }

        var scalar = privateHalf.Content.ToArray();
        try
        {
            using var pair = ECDiffieHellman.Create(Hpke.Parameters(key.PublicHalf()!.Point, scalar));
            return ConversationPiece.TryOpen(piece, pair, context) is { } content ? new(content) : new(OpenOutcome.Refused);
        }
        catch (CryptographicException)
        {
            // The document's halves are no pair.
            return new(OpenOutcome.Refused);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(scalar);
        }
    }
}
