using System.Text.Json;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.WebhookGateway.Webhooks.Parsing;

namespace OrleansFailover.WebhookGateway.Webhooks.Wasender;

// { "key": { … }, "messageBody"?: "Hello", "pushName"?: "Ada", "messageTimestamp"?: 1763900000,
//   "message"?: { "conversation"?: "Hello", "extendedTextMessage"?: { "text" }, "imageMessage"?: { "mimetype", "caption"? }, "videoMessage"?: { … },
//     "audioMessage"?: { … }, "documentMessage"?: { "fileName", … }, "stickerMessage"?: { … }, "locationMessage"?: { "degreesLatitude", "degreesLongitude",
//     "name"?, "address"? }, "reactionMessage"?: { "text", "key": { "id" } }, "protocolMessage"?: { … } } }

/// <summary>Reads a message that came in.</summary>
internal static class WasenderMessage
{
    private const int MaxIdLength = 512;

    private static readonly (string Member, string Type)[] Media =
        [("imageMessage", "image"), ("videoMessage", "video"), ("audioMessage", "audio"), ("documentMessage", "document"), ("stickerMessage", "sticker")];

    public static WasenderRead TryParse(JsonElement element, WasenderContext context)
    {
        if (!element.TryObject("key"u8, out var key))
        {
            return WasenderRead.Rejected(RejectReason.Shape);
        }

        // Our own words, or the bot would answer itself.
        if (WasenderContext.IsOurs(key) || WasenderContext.IsBroadcast(key))
        {
            return WasenderRead.Dropped;
        }

        if (WasenderContext.IsGroup(key))
        {
            return WasenderRead.Rejected(RejectReason.Group);
        }

        if (key.Text("id"u8) is not { Length: <= MaxIdLength } id)
        {
            return WasenderRead.Rejected(RejectReason.Id);
        }

        if (!context.TryTime(element, out var time))
        {
            return WasenderRead.Rejected(RejectReason.Timestamp);
        }

        return !context.TryConversation(key, element.Text("pushName"u8), out var conversation, out var sender)
            ? WasenderRead.Rejected(RejectReason.Conversation)
            : WasenderRead.Of(new InboundEvent
            {
                Conversation = conversation,
                Id = new MessageId(id),
                ChannelTime = time,
                Sender = sender,
                Message = ContentOf(element, id),
                Receipt = context.Receipt,
            });
    }

    private static MessageContent ContentOf(JsonElement element, string id)
    {
        element.TryObject("message"u8, out var message);
        var text = element.Text("messageBody"u8) ?? message.Text("conversation"u8)
            ?? (message.TryObject("extendedTextMessage"u8, out var extended) ? extended.Text("text"u8) : null);
        if (message.TryObject("locationMessage"u8, out var place) && place.TryNumber("degreesLatitude"u8, out var latitude) && place.TryNumber("degreesLongitude"u8, out var longitude))
        {
            return new MessageContent { Type = "location", Location = new(latitude, longitude, place.Text("name"u8), place.Text("address"u8)) };
        }

        if (message.TryObject("reactionMessage"u8, out var reaction))
        {
            return new MessageContent { Type = "reaction", Text = reaction.Text("text"u8), InReplyTo = reaction.TryObject("key"u8, out var on) ? on.Text("id"u8) : null };
        }

        foreach (var (member, type) in Media)
        {
            if (message.ValueKind == JsonValueKind.Object && message.TryGetProperty(member, out var medium) && medium.ValueKind == JsonValueKind.Object)
            {
                // The channel keeps a medium under the id of its message.
                return new MessageContent { Type = type, Text = medium.Text("caption"u8) ?? text, Media = new(id, medium.Text("mimetype"u8), medium.Text("fileName"u8)) };
            }
        }

        return new MessageContent { Type = text is null ? "unsupported" : "text", Text = text };
    }
}
