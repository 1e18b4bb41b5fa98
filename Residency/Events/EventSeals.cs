using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Residency.Rules;
using OrleansFailover.Residency.Sealing;
using OrleansFailover.Residency.Sealing.Envelope;

namespace OrleansFailover.Residency.Events;

/// <inheritdoc cref="IEventSeals"/>
/// <remarks>The zone is that of the conversation's masked key, so an event is masked (<see cref="EventMask"/>) before it is sealed.</remarks>
internal sealed class EventSeals(ResidencyPolicy policy, ISealer sealer, IOpener opener) : IEventSeals
{
    public bool IsForHere(InboundEvent inboundEvent)
    {
        ArgumentNullException.ThrowIfNull(inboundEvent);
        return inboundEvent.Sealed is not { } piece || (policy.Regions.Current is { } here && policy.HomeOf(piece.Zone).Contains(here));
    }

    public InboundEvent Seal(InboundEvent inboundEvent, ContentKey? key = null)
    {
        ArgumentNullException.ThrowIfNull(inboundEvent);
        if ((inboundEvent.Message ?? inboundEvent.Echo) is not { } said || MaskedId.ZoneOf(inboundEvent.Conversation.UserId) is not { } zone)
        {
            return inboundEvent;
        }

        var content = JsonSerializer.SerializeToUtf8Bytes(
            new EventContent
            {
                ChannelId = inboundEvent.ChannelId,
                ProfileName = inboundEvent.Sender?.ProfileName,
                Message = inboundEvent.Message,
                Echo = inboundEvent.Echo,
            },
            EventContentJsonContext.Default.EventContent);
        try
        {
            return inboundEvent with
            {
                ChannelId = null,
                Sender = inboundEvent.Sender is { } sender ? sender with { ProfileName = null } : null,
                Message = null,
                Echo = null,
                Sealed = new SealedContent
                {
                    Zone = zone,
                    IsEcho = inboundEvent.Echo is not null,
                    Type = said.Type,
                    Piece = Base64Url.EncodeToString(sealer.Seal(ContextOf(zone, inboundEvent), content, ConversationPublicKey.TryParse(key?.Half))),
                },
            };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    public async ValueTask<OpenedEvent> OpenAsync(InboundEvent inboundEvent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(inboundEvent);
        if (inboundEvent.Sealed is not { } piece)
        {
            return new(EventOpening.Opened, inboundEvent);
        }

        if (SealedText.Decode(piece.Piece) is not { } bytes || MaskedId.ZoneOf(inboundEvent.Conversation.UserId) != piece.Zone)
        {
            return new(EventOpening.Never, null);
        }

        using var result = await opener.OpenAsync(ContextOf(piece.Zone, inboundEvent), bytes, cancellationToken);
        return result.Outcome is OpenOutcome.Opened && Read(result.Content, piece) is { } content
            ? new(EventOpening.Opened, Open(inboundEvent, content))
            : new(SealedText.OpeningOf(result.Outcome), null);
    }

    private static InboundEvent Open(InboundEvent inboundEvent, EventContent content) => inboundEvent with
    {
        ChannelId = content.ChannelId,
        Sender = inboundEvent.Sender is { } sender ? sender with { ProfileName = content.ProfileName } : null,
        Message = content.Message,
        Echo = content.Echo,
        Sealed = null,
    };

    // A seal does not tell who sealed: whoever has the public half can. So what was sealed is read as carefully as any bytes from outside.
    private static EventContent? Read(ReadOnlySpan<byte> bytes, SealedContent piece)
    {
        try
        {
            var content = JsonSerializer.Deserialize(bytes, EventContentJsonContext.Default.EventContent);
            var (said, other) = piece.IsEcho ? (content?.Echo, content?.Message) : (content?.Message, content?.Echo);
            return other is null && said?.Type == piece.Type ? content : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static SealContext ContextOf(string zone, InboundEvent inboundEvent) =>
        SealContext.Of(zone, inboundEvent.Conversation, inboundEvent.Id, SealedContent.Part);
}
