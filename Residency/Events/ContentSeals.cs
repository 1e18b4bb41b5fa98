using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Residency.Rules;
using OrleansFailover.Residency.Sealing;
using OrleansFailover.Residency.Sealing.ConversationKeys;
using OrleansFailover.Residency.Sealing.Envelope;

namespace OrleansFailover.Residency.Events;

/// <inheritdoc cref="IContentSeals"/>
/// <remarks>The zone is that of the conversation's masked key.</remarks>
internal sealed class ContentSeals(ResidencyPolicy policy, ISealer sealer, IOpener opener, IConversationKeys keys, TimeProvider time) : IContentSeals
{
    public bool IsRestricted(ConversationId conversation) => MaskedId.ZoneOf(conversation.UserId) is not null;

    public bool IsHome(ConversationId conversation) => MaskedId.ZoneOf(conversation.UserId) is { } zone && IsHome(zone);

    public async ValueTask<ContentKey?> KeyAsync(ConversationId conversation, ContentKey? known, CancellationToken cancellationToken)
    {
        if (MaskedId.ZoneOf(conversation.UserId) is not { } zone || !IsHome(zone))
        {
            return known;
        }

        try
        {
            var half = (await keys.EnsureAsync(zone, conversation, cancellationToken))?.ToString();
            return half is null ? null
                : half == known?.Half ? known
                : new ContentKey(half, Math.Max(time.GetUtcNow().ToUnixTimeMilliseconds(), (known?.Time ?? 0) + 1));
        }
        catch (ConversationKeyStoreException)
        {
            return known;
        }
    }

    public ContentPiece Seal(ConversationId conversation, MessageId message, string part, string text, ContentKey? key)
    {
        var zone = MaskedId.ZoneOf(conversation.UserId) ?? throw new ArgumentException("Only a conversation under a masked key is sealed.", nameof(conversation));
        var content = Encoding.UTF8.GetBytes(text);
        try
        {
            return new(Base64Url.EncodeToString(sealer.Seal(SealContext.Of(zone, conversation, message, part), content, ConversationPublicKey.TryParse(key?.Half))));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    public bool IsForZone(ContentPiece piece)
    {
        ArgumentNullException.ThrowIfNull(piece);
        return SealedText.Decode(piece.Sealed) is { } bytes && SealedPiece.TryRead(bytes, out var read) is EnvelopeFault.None && read!.Recipient is Recipient.Zone;
    }

    public async ValueTask<OpenedContent> OpenAsync(
        ConversationId conversation, MessageId message, string part, ContentPiece piece, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(piece);
        if (SealedText.Decode(piece.Sealed) is not { } bytes || ContextOf(conversation, message, part, piece.Of) is not { } context)
        {
            return new(EventOpening.Never, null);
        }

        using var result = await opener.OpenAsync(context, bytes, cancellationToken);
        return result.Outcome is OpenOutcome.Opened
            ? new(EventOpening.Opened, Encoding.UTF8.GetString(result.Content))
            : new(SealedText.OpeningOf(result.Outcome), null);
    }

    private bool IsHome(string zone) => policy.Regions.Current is { } here && policy.HomeOf(zone).Contains(here);

    // What a document says of a piece is read as carefully as the piece: an id that is none belongs nowhere.
    private static SealContext? ContextOf(ConversationId conversation, MessageId message, string part, string? under)
    {
        try
        {
            var of = under is null ? conversation : ConversationId.Parse(under);
            return MaskedId.ZoneOf(of.UserId) is { } zone && zone == MaskedId.ZoneOf(conversation.UserId) ? SealContext.Of(zone, of, message, part) : null;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            return null;
        }
    }
}
