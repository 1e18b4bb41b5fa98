using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Residency.Masking;

namespace OrleansFailover.Residency.Events;

/// <summary>Puts masks in the place of every id in an event of a restricted sender. Pure; masking again changes nothing.</summary>
public sealed class EventMask(IdMask mask)
{
    /// <summary>The event under masks. What it says is left as it is; it is readable still.</summary>
    public InboundEvent Of(string zone, InboundEvent inboundEvent)
    {
        ArgumentNullException.ThrowIfNull(inboundEvent);
        var conversation = inboundEvent.Conversation;
        var id = mask.OfMessage(inboundEvent.Id);
        return inboundEvent with
        {
            Conversation = ConversationId.Create(conversation.Channel, conversation.BusinessNumberId, mask.OfUser(zone, conversation.UserId)),
            Id = id,
            ChannelId = inboundEvent.ChannelId ?? (inboundEvent.Status is null && inboundEvent.Sealed is null && id != inboundEvent.Id ? inboundEvent.Id.Value : null),

            // The name of the one that a status is about is of no use to anybody.
            Sender = inboundEvent.Sender is { } sender ? Of(zone, sender) with { ProfileName = inboundEvent.Status is null ? sender.ProfileName : null } : null,
            Message = inboundEvent.Message is { } message ? Of(zone, message) : null,
            Echo = inboundEvent.Echo is { } echo ? Of(zone, echo) : null,
            Status = inboundEvent.Status is { } status ? status with { ChannelMessageId = mask.OfMessage(status.ChannelMessageId) } : null,
        };
    }

    private Sender Of(string zone, Sender sender) => sender with { Phone = OfUser(zone, sender.Phone), UserId = OfUser(zone, sender.UserId) };

    private MessageContent Of(string zone, MessageContent content) => content with
    {
        InReplyTo = content.InReplyTo is { } quoted ? mask.OfMessage(quoted) : null,
        Identity = content.Identity is { } change ? new IdentityChange(OfUser(zone, change.Phone), OfUser(zone, change.UserId)) : null,
    };

    private string? OfUser(string zone, string? userId) => userId is null ? null : mask.OfUser(zone, userId);
}
