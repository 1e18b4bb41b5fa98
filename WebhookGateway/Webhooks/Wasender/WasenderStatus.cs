using System.Text.Json;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.WebhookGateway.Webhooks.Parsing;

namespace OrleansFailover.WebhookGateway.Webhooks.Wasender;

// "data": { "key": { "id", "remoteJid", "fromMe" }, "update": { "status": 3 } }      documented; arrays, and names instead of numbers, are seen too
//
// The numbers: 0 error, 1 pending, 2 sent, 3 delivered, 4 read, 5 played. The channel's sample has fromMe: false for a message of ours, so fromMe tells nothing
// here: the status of a message that is not ours meets no reply. Nothing of ours is echoed, so a reply in doubt is not settled by it: only one whose id the
// channel had told us before rises.
//
// An update that deletes or edits a message of the user is not documented; the protocol underneath has them: { "update": { "message": null,
// "messageStubType": 1 } } and { "update": { "message": { "editedMessage": { "message": { … } } } } }. The same also comes as a message; twice changes nothing.

/// <summary>Reads what became of a message.</summary>
internal static class WasenderStatus
{
    private const int RevokeStub = 1;

    public static WasenderRead TryParse(JsonElement element, WasenderContext context)
    {
        if (!WasenderKey.TryRead(element, out var key))
        {
            return WasenderRead.Rejected(RejectReason.Shape);
        }

        if (key.IsGroup || key.IsBroadcast)
        {
            return WasenderRead.Dropped;
        }

        if (key.Id is not { } id)
        {
            return WasenderRead.Rejected(RejectReason.Id);
        }

        var update = element.TryObject("update"u8, out var inner) ? inner : element;
        var amended = key.IsOurs ? null : AmendmentOf(update, id);
        var status = StatusOf(update);
        if (amended is null && status is null)
        {
            // Pending, or a change that says nothing of use.
            return WasenderRead.Dropped;
        }

        if (!context.TryTime(element, out var time))
        {
            return WasenderRead.Rejected(RejectReason.Timestamp);
        }

        return !context.TryConversation(key, null, out var conversation, out var sender)
            ? WasenderRead.Rejected(RejectReason.Conversation)
            : WasenderRead.Of(new InboundEvent
            {
                Conversation = conversation,
                Id = new MessageId(amended is null ? $"{id}:{status}" : $"{id}:{amended.Type}:{time.ToUnixTimeSeconds()}"),
                ChannelTime = time,
                Sender = sender,
                Message = amended,
                Status = amended is null ? new StatusUpdate { ChannelMessageId = id, Status = status!.Value } : null,
                Receipt = context.Receipt,
            });
    }

    private static MessageContent? AmendmentOf(JsonElement update, string id) =>
        update.TryWholeNumber("messageStubType"u8, out var stub) ? stub == RevokeStub ? WasenderContent.Revoked(id) : null
        : update.Is("messageStubType"u8, "REVOKE"u8) ? WasenderContent.Revoked(id)
        : update.TryObject("message"u8, out var message) && message.TryObject("editedMessage"u8, out _) ? WasenderContent.Edited(message, id)
        : null;

    private static ReplyStatus? StatusOf(JsonElement update)
    {
        if (update.TryWholeNumber("status"u8, out var number))
        {
            return number switch { 0 => ReplyStatus.Failed, 2 => ReplyStatus.Sent, 3 => ReplyStatus.Delivered, 4 or 5 => ReplyStatus.Read, _ => null };
        }

        return update.Text("status"u8)?.ToUpperInvariant() switch
        {
            "ERROR" or "FAILED" => ReplyStatus.Failed,
            "SERVER_ACK" or "SENT" => ReplyStatus.Sent,
            "DELIVERY_ACK" or "DELIVERED" => ReplyStatus.Delivered,
            "READ" or "PLAYED" => ReplyStatus.Read,
            _ => null,
        };
    }
}
