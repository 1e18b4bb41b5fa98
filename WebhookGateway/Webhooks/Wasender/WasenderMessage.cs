using System.Text.Json;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.WebhookGateway.Webhooks.Parsing;

namespace OrleansFailover.WebhookGateway.Webhooks.Wasender;

// { "key": { … }, "messageBody"?: "Hello", "pushName"?: "Ada", "messageTimestamp"?: 1763900000, "message"?: { … } }

/// <summary>Reads a message that came in.</summary>
internal static class WasenderMessage
{
    public static WasenderRead TryParse(JsonElement element, WasenderContext context)
    {
        if (!WasenderKey.TryRead(element, out var key))
        {
            return WasenderRead.Rejected(RejectReason.Shape);
        }

        // Our own words, or the bot would answer itself.
        if (key.IsOurs || key.IsBroadcast)
        {
            return WasenderRead.Dropped;
        }

        if (key.IsGroup)
        {
            return WasenderRead.Rejected(RejectReason.Group);
        }

        if (key.Id is not { } id)
        {
            return WasenderRead.Rejected(RejectReason.Id);
        }

        if (!context.TryTime(element, out var time))
        {
            return WasenderRead.Rejected(RejectReason.Timestamp);
        }

        var read = WasenderContent.Read(element, id, out var content);
        if (read is not ContentRead.Message)
        {
            return read is ContentRead.Housekeeping ? WasenderRead.Dropped : WasenderRead.Rejected(RejectReason.Content);
        }

        return !context.TryConversation(key, element.Text("pushName"u8), out var conversation, out var sender)
            ? WasenderRead.Rejected(RejectReason.Conversation)
            : WasenderRead.Of(new InboundEvent
            {
                Conversation = conversation,
                Id = new MessageId(id),
                ChannelTime = time,
                Sender = sender,
                Message = content,
                Receipt = context.Receipt,
            });
    }
}
