using System.Text.Json;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.WebhookGateway.Webhooks.Parsing;

namespace OrleansFailover.WebhookGateway.Webhooks.Wasender;

// { "key": { "id", "fromMe": true, "remoteJid" }, "status"?: 3 | "DELIVERY_ACK", "update"?: { "status": … } }
//
// The numbers are those of the protocol underneath: 0 error, 1 pending, 2 taken by the server, 3 delivered, 4 read, 5 played. Nothing of ours is echoed, so a
// reply in doubt is not settled by it: only one whose id the channel had told us before rises.

/// <summary>Reads what became of a message of ours.</summary>
internal static class WasenderStatus
{
    public static WasenderRead TryParse(JsonElement element, WasenderContext context)
    {
        if (!element.TryObject("key"u8, out var key) || key.Text("id"u8) is not { Length: <= 512 } id)
        {
            return WasenderRead.Rejected(RejectReason.Id);
        }

        // What users do with their own messages is of no use here; neither is a state that says nothing yet.
        if (!WasenderContext.IsOurs(key) || WasenderContext.IsGroup(key) || WasenderContext.IsBroadcast(key) || StatusOf(element) is not { } status)
        {
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
                Id = new MessageId($"{id}:{status}"),
                ChannelTime = time,
                Sender = sender,
                Status = new StatusUpdate { ChannelMessageId = id, Status = status },
                Receipt = context.Receipt,
            });
    }

    private static ReplyStatus? StatusOf(JsonElement element)
    {
        var holder = element.TryObject("update"u8, out var update) ? update : element;
        if (holder.TryWholeNumber("status"u8, out var number))
        {
            return number switch { 0 => ReplyStatus.Failed, 2 => ReplyStatus.Sent, 3 => ReplyStatus.Delivered, 4 or 5 => ReplyStatus.Read, _ => null };
        }

        return holder.Text("status"u8)?.ToUpperInvariant() switch
        {
            "ERROR" => ReplyStatus.Failed,
            "SERVER_ACK" or "SENT" => ReplyStatus.Sent,
            "DELIVERY_ACK" or "DELIVERED" => ReplyStatus.Delivered,
            "READ" or "PLAYED" => ReplyStatus.Read,
            _ => null,
        };
    }
}
