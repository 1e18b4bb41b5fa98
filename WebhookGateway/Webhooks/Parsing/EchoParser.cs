using System.Text.Json;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;

namespace OrleansFailover.WebhookGateway.Webhooks.Parsing;

// "field": "smb_message_echoes"
// "message_echoes": [ {
//   "id": "wamid.…", "timestamp": "1763900000", "type": "text", "text": { "body": "Hello" },
//   "from": "15550783881",              the business
//   "to"?: "491701234567"               the user
// } ]
//
// Not settled by what the channel documents: how a user who hides the number is named. By analogy with other payloads it is one of the names
// below; an echo that names nobody is kept and changes nothing.

/// <summary>Reads one element of <c>message_echoes</c>: what a person of the business wrote to the user from its own app.</summary>
internal static class EchoParser
{
    /// <returns>Null when the echo was read, else one of <see cref="RejectReason"/>.</returns>
    public static string? TryParse(JsonElement echo, ValueContext context, out InboundEvent? inboundEvent)
    {
        inboundEvent = null;
        if (echo.ValueKind != JsonValueKind.Object)
        {
            return RejectReason.Shape;
        }

        if (MessageParser.IsOfGroup(echo))
        {
            return RejectReason.Group;
        }

        if (echo.Text("id"u8) is not { Length: <= MessageParser.MaxIdLength } id)
        {
            return RejectReason.Id;
        }

        if (!context.TryTime(echo, out var time))
        {
            return RejectReason.Timestamp;
        }

        var userId = echo.Text("to_user_id"u8) ?? echo.Text("recipient_user_id"u8);
        var phone = echo.Text("to"u8) ?? echo.Text("recipient_id"u8);
        if ((userId ?? phone) is null || !context.TryConversation(userId, phone, out var conversation, out var sender))
        {
            return RejectReason.Conversation;
        }

        inboundEvent = new InboundEvent
        {
            Conversation = conversation,
            Id = new MessageId(id),
            ChannelTime = time,
            Sender = sender,

            // Whatever it says, somebody of the business has spoken.
            Echo = ContentParser.TryParse(echo) ?? new MessageContent { Type = echo.Text("type"u8) ?? "unknown" },
            Receipt = context.Receipt,
        };
        return null;
    }
}
