using System.Runtime.InteropServices;
using System.Text.Json;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.WebhookGateway.Webhooks.Parsing;

namespace OrleansFailover.WebhookGateway.Webhooks.Wasender;

// { "event": "messages.received" | "messages.upsert" | "messages.update" | "session.status" | …, "timestamp": 1763900000,
//   "data": { "messages": { … } | [ { … } ] } | { … } | [ { … } ] }
//
// messages.received (also -personal and -group) has one object and only what came in; messages.upsert has an array and what the business itself sent as well.
// With several of them turned on the same message comes several times, under one key.id: the conversation takes it once.

/// <summary>Splits the webhook of a session into events. Never throws for what the bytes hold.</summary>
internal static class WasenderParser
{
    // What comes all the time and belongs to no conversation: what the business sent, receipts of group members, reactions (they come as messages too, and
    // change nothing), the state of the session (heard at the door), and the code that links an account, which must not be kept.
    private static readonly string[] OfNoUse =
        ["message.sent", "message-receipt.update", "messages.reaction", "session.status", "qrcode.updated"];

    private static readonly string[] OfNoUseBefore = ["chats.", "contacts.", "groups.", "group-participants.", "presence."];

    /// <param name="sealedWebhook">A sealed webhook.</param>
    /// <param name="receipt">How it came in.</param>
    public static ParsedWebhook Parse(JsonElement sealedWebhook, Receipt receipt)
    {
        if (sealedWebhook.Text("session"u8) is not { } session || !sealedWebhook.TryObject("body"u8, out var body) || body.Text("event"u8) is not { } name)
        {
            return new ParsedWebhook { Unreadable = RejectReason.Unreadable };
        }

        var parsed = new ParsedWebhook();
        var context = new WasenderContext(session, body, receipt);
        if (name is "messages.update")
        {
            ReadAll(body, context, parsed, WasenderStatus.TryParse);
        }
        else if (name is "messages.upsert" || (name.StartsWith("message", StringComparison.Ordinal) && name.EndsWith(".received", StringComparison.Ordinal)))
        {
            ReadAll(body, context, parsed, WasenderMessage.TryParse);
        }
        else if (!OfNoUse.Contains(name) && !Array.Exists(OfNoUseBefore, start => name.StartsWith(start, StringComparison.Ordinal)))
        {
            // Among these is messages.delete: whether it tells of what the user took back, or of what somebody tidied up on the business's own phone, is
            // not documented. What a user takes back comes as a message or an update too, and is read there.
            parsed.Reject(RejectReason.Unhandled, parsed.KeepsMore ? context.Whole() : null);
        }

        return parsed;
    }

    private static void ReadAll(JsonElement body, WasenderContext context, ParsedWebhook parsed, Func<JsonElement, WasenderContext, WasenderRead> read)
    {
        if (!body.TryMember("data"u8, out var data))
        {
            parsed.Reject(RejectReason.Shape, parsed.KeepsMore ? context.Whole() : null);
            return;
        }

        if (data.TryMember("messages"u8, out var messages))
        {
            data = messages;
        }

        IEnumerable<JsonElement> elements = data.ValueKind == JsonValueKind.Array ? data.EnumerateArray() : [data];
        foreach (var element in elements)
        {
            switch (TryRead(element, context, read))
            {
                case { Event: { } inboundEvent }:
                    parsed.Events.Add(inboundEvent);
                    break;
                case { Reason: { } reason }:
                    parsed.Reject(reason, parsed.KeepsMore ? context.Alone(element) : null);
                    break;
            }
        }
    }

    private static WasenderRead TryRead(JsonElement element, WasenderContext context, Func<JsonElement, WasenderContext, WasenderRead> read)
    {
        if (JsonMarshal.GetRawUtf8Value(element).Length > WebhookParser.MaxEventBytes)
        {
            return WasenderRead.Rejected(RejectReason.TooLarge);
        }

        try
        {
            return element.ValueKind == JsonValueKind.Object ? read(element, context) : WasenderRead.Rejected(RejectReason.Shape);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            return WasenderRead.Rejected(RejectReason.Text);
        }
    }
}
