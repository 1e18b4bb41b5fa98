using System.Text.Json;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;

namespace OrleansFailover.WebhookGateway.Webhooks.Parsing;

// "messages": [ {
//   "id": "wamid.…", "timestamp": "1763900000", "type": "text", "text": { "body": "Hello" },
//   "from"?: "491701234567",            absent for a user who hides the phone number
//   "from_user_id"?: "DE.1349120865…",  absent in payloads from before business-scoped ids
//   "group_id"?: "…", "context"?: { "from"?, "id"?, "forwarded"? }, "referral"?: { … }, "errors"?: [ … ]
// } ]

/// <summary>Reads one element of <c>messages</c>.</summary>
internal static class MessageParser
{
    public const int MaxIdLength = 512;

    /// <summary>True for a message of a group, which is no conversation of one user.</summary>
    public static bool IsOfGroup(JsonElement message) => message.TryMember("group_id"u8, out var group) && group.ValueKind != JsonValueKind.Null;

    /// <returns>Null when the message was read, else one of <see cref="RejectReason"/>.</returns>
    public static string? TryParse(JsonElement message, ValueContext context, out InboundEvent? inboundEvent)
    {
        inboundEvent = null;
        if (message.ValueKind != JsonValueKind.Object)
        {
            return RejectReason.Shape;
        }

        if (IsOfGroup(message))
        {
            return RejectReason.Group;
        }

        // A send of the business itself that comes as a message must never be answered, whatever field it comes in.
        if (context.IsOwnNumber(message))
        {
            return message.TryMember("to"u8, out _) ? EchoParser.TryParse(message, context, out inboundEvent) : RejectReason.OwnMessage;
        }

        if (message.Text("id"u8) is not { Length: <= MaxIdLength } id)
        {
            return RejectReason.Id;
        }

        if (!context.TryTime(message, out var time))
        {
            return RejectReason.Timestamp;
        }

        if (!context.TryConversation(message.Text("from_user_id"u8), context.Phone(message, "from"u8), out var conversation, out var sender))
        {
            return RejectReason.Conversation;
        }

        if (ContentParser.TryParse(message) is not { } content)
        {
            return RejectReason.Content;
        }

        inboundEvent = new InboundEvent
        {
            Conversation = conversation,
            Id = new MessageId(id),
            ChannelTime = time,
            Sender = sender,
            Message = content,
            Receipt = context.Receipt,
        };
        return null;
    }
}
