using System.Runtime.InteropServices;
using System.Text.Json;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.WebhookGateway.Webhooks.Parsing;

namespace OrleansFailover.WebhookGateway.Webhooks.Wasender;

// { "event": "messages.received" | "messages.upsert" | "messages.update" | "session.status" | …, "timestamp": 1763900000,
//   "data": { "messages": { … } | [ { … } ] } }
//
// messages.received has one object and only what came in; messages.upsert has an array and what the business itself sent as well. With both turned on the
// same message comes twice, under one key.id: the conversation takes it once.

/// <summary>Splits the webhook of a session into events. Never throws for what the bytes hold.</summary>
internal static class WasenderParser
{
    /// <param name="sealedWebhook">A sealed webhook.</param>
    /// <param name="receipt">How it came in.</param>
    public static ParsedWebhook Parse(JsonElement sealedWebhook, Receipt receipt)
    {
        if (sealedWebhook.Text("session"u8) is not { } session || !sealedWebhook.TryObject("body"u8, out var body))
        {
            return new ParsedWebhook { Unreadable = RejectReason.Unreadable };
        }

        var parsed = new ParsedWebhook();
        var name = body.Text("event"u8);
        if (name is "messages.update" or "message-receipt.update")
        {
            ReadAll(body, session, receipt, parsed, WasenderStatus.TryParse);
        }
        else if (name is "messages.upsert" || (name?.StartsWith("messages", StringComparison.Ordinal) is true && name.EndsWith(".received", StringComparison.Ordinal)))
        {
            ReadAll(body, session, receipt, parsed, WasenderMessage.TryParse);
        }
        else if (name is null)
        {
            return new ParsedWebhook { Unreadable = RejectReason.Unreadable };
        }

        // What tells of chats, contacts and groups comes all the time and belongs to no conversation; the state of a session was heard at the door.
        return parsed;
    }

    private static void ReadAll(
        JsonElement body, string session, Receipt receipt, ParsedWebhook parsed, Func<JsonElement, WasenderContext, WasenderRead> read)
    {
        var context = new WasenderContext(session, body, receipt);
        if (!body.TryMember("data"u8, out var data))
        {
            parsed.Reject(RejectReason.Shape, parsed.KeepsMore ? context.Alone(body) : null);
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
        catch (InvalidOperationException)
        {
            return WasenderRead.Rejected(RejectReason.Text);
        }
    }
}
