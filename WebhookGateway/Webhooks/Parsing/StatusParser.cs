using System.Text.Json;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;

namespace OrleansFailover.WebhookGateway.Webhooks.Parsing;

// "statuses": [ {
//   "id": "wamid.…", "status": "sent" | "delivered" | "read" | "played" | "failed", "timestamp": "1763900000",
//   "recipient_id"?: "491701234567",       a phone number, or a group's id with "recipient_type": "group"
//   "recipient_user_id"?: "DE.1349120865…", "recipient_participant_id"?: "…",
//   "biz_opaque_callback_data"?: "<what was given when the reply was sent>",
//   "conversation"?: { … }, "pricing"?: { … }, "errors"?: [ { "code": 131026, "title": "…" } ]
// } ]

/// <summary>Reads one element of <c>statuses</c>.</summary>
internal static class StatusParser
{
    private const int MaxIdLength = 512;

    /// <returns>Null when the status was read, else one of <see cref="RejectReason"/>.</returns>
    public static string? TryParse(JsonElement element, ValueContext context, out InboundEvent? inboundEvent)
    {
        inboundEvent = null;
        if (element.ValueKind != JsonValueKind.Object)
        {
            return RejectReason.Shape;
        }

        if (element.Is("recipient_type"u8, "group"u8))
        {
            return RejectReason.Group;
        }

        if (element.Text("id"u8) is not { Length: <= MaxIdLength } id)
        {
            return RejectReason.Id;
        }

        var name = element.Text("status"u8);
        if (StatusOf(name) is not { } status)
        {
            return RejectReason.Status;
        }

        if (!context.TryTime(element, out var time))
        {
            return RejectReason.Timestamp;
        }

        if (!context.TryConversation(element.Text("recipient_user_id"u8), element.Text("recipient_id"u8), out var conversation, out var sender))
        {
            return RejectReason.Conversation;
        }

        var participant = element.Text("recipient_participant_id"u8);
        inboundEvent = new InboundEvent
        {
            Conversation = conversation,
            Id = new MessageId(participant is null ? $"{id}:{name}" : $"{id}:{name}:{participant}"),
            ChannelTime = time,
            Sender = sender,
            Status = Update(element, id, status),
            Receipt = context.Receipt,
        };
        return null;
    }

    private static StatusUpdate Update(JsonElement element, string id, ReplyStatus status)
    {
        var update = new StatusUpdate { ChannelMessageId = id, ReplyId = element.Text("biz_opaque_callback_data"u8), Status = status };
        if (!element.TryArray("errors"u8, out var errors) || errors.GetArrayLength() == 0)
        {
            return update;
        }

        var error = errors[0];
        return update with
        {
            ErrorCode = error.TryWholeNumber("code"u8, out var code) && code is >= int.MinValue and <= int.MaxValue ? (int)code : null,
            ErrorTitle = error.Text("title"u8),
        };
    }

    private static ReplyStatus? StatusOf(string? name) => name switch
    {
        "sent" => ReplyStatus.Sent,
        "delivered" => ReplyStatus.Delivered,
        "read" => ReplyStatus.Read,

        // A voice message that was played was read before: the channel says it in two steps, a conversation needs one.
        "played" => ReplyStatus.Read,
        "failed" => ReplyStatus.Failed,
        _ => null,
    };
}
