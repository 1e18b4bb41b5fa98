using System.Runtime.InteropServices;
using System.Text.Json;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.WebhookGateway.Webhooks.Restricted;
using OrleansFailover.WebhookGateway.Webhooks.Wasender;

namespace OrleansFailover.WebhookGateway.Webhooks.Parsing;

// { "object": "whatsapp_business_account",
//   "entry": [ { "id": "<business account>", "time"?: 1763900000, "changes": [ {
//     "field": "messages",
//     "value": { "messaging_product": "whatsapp", "metadata": { … }, "contacts"?: [ … ], "messages"?: [ … ], "statuses"?: [ … ],
//               "message_echoes"?: [ … ], "errors"?: [ { "code": 130429, "title": "…" } ] } } ] } ] }
//
// Members come in any order; one body can hold several entries, changes and business numbers, up to a thousand updates.

/// <summary>
/// Splits a webhook into events. Unknown members, types and fields are no error; a part that cannot be read becomes a rejected part of its
/// own and leaves the others alone. Never throws for what the bytes hold.
/// </summary>
internal static class WebhookParser
{
    /// <summary>The largest element that becomes an event. Its envelope may have three times the bytes, and a record of the log at most 1 MB.</summary>
    public const int MaxEventBytes = 256 * 1024;

    /// <summary>
    /// A body of the channel's largest size never allocates more than so many times its bytes. What costs most is a body of brackets alone, whose
    /// index of tokens grows by doubling: 42 times when nothing of the process's pool of arrays is free yet, next to nothing when it is.
    /// </summary>
    public const int MaxAllocationFactor = 48;

    private const int MaxDepth = 64;
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth };

    private delegate string? ElementParser(JsonElement element, ValueContext context, out InboundEvent? inboundEvent);

    public static ParsedWebhook Parse(ReadOnlyMemory<byte> body, Receipt receipt)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Options);
            return ReadRoot(document.RootElement, receipt);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return new ParsedWebhook { Unreadable = RejectReason.Unreadable };
        }
    }

    private static ParsedWebhook ReadRoot(JsonElement root, Receipt receipt)
    {
        if (root.Is("object"u8, "wasender"u8))
        {
            return WasenderParser.Parse(root, receipt);
        }

        if (root.Is("object"u8, SealedBody.Object))
        {
            return SealedBody.Parse(root);
        }

        if (!root.TryArray("entry"u8, out var entries))
        {
            return new ParsedWebhook { Unreadable = RejectReason.Unreadable };
        }

        if (root.TryMember("object"u8, out _) && !root.Is("object"u8, "whatsapp_business_account"u8))
        {
            return new ParsedWebhook { Unreadable = RejectReason.Unhandled };
        }

        var parsed = new ParsedWebhook();
        foreach (var entry in entries.EnumerateArray())
        {
            ReadEntry(entry, receipt, parsed);
        }

        return parsed;
    }

    private static void ReadEntry(JsonElement entry, Receipt receipt, ParsedWebhook parsed)
    {
        if (!entry.TryArray("changes"u8, out var changes))
        {
            parsed.Reject(RejectReason.Shape, parsed.KeepsMore ? SingleWebhook.OfEntry(entry) : null);
            return;
        }

        foreach (var change in changes.EnumerateArray())
        {
            try
            {
                ReadChange(entry, change, receipt, parsed);
            }
            catch (InvalidOperationException)
            {
                parsed.Reject(RejectReason.Text, parsed.KeepsMore ? SingleWebhook.OfChange(entry, change) : null);
            }
        }
    }

    private static void ReadChange(JsonElement entry, JsonElement change, Receipt receipt, ParsedWebhook parsed)
    {
        if (!change.TryObject("value"u8, out var value))
        {
            parsed.Reject(RejectReason.Shape, parsed.KeepsMore ? SingleWebhook.OfChange(entry, change) : null);
            return;
        }

        // A field without a name is taken for what most are; another field tells of the account and not of a conversation. What the business
        // itself sent from its own app has a field of its own and must never be answered, under whatever name its elements come there.
        var isEcho = change.Is("field"u8, "smb_message_echoes"u8);
        if (!isEcho && change.TryMember("field"u8, out _) && !change.Is("field"u8, "messages"u8))
        {
            parsed.Reject(RejectReason.Unhandled, parsed.KeepsMore ? SingleWebhook.OfChange(entry, change) : null);
            return;
        }

        var context = new ValueContext(value, receipt);
        var field = isEcho ? "smb_message_echoes"u8 : "messages"u8;
        var known = ReadElements(entry, value, context, field, "messages"u8, isEcho ? EchoParser.TryParse : MessageParser.TryParse, parsed)
            | ReadElements(entry, value, context, field, "message_echoes"u8, EchoParser.TryParse, parsed)
            | ReadElements(entry, value, context, field, "statuses"u8, StatusParser.TryParse, parsed);
        if (value.TryMember("errors"u8, out var errors) && !(errors.ValueKind == JsonValueKind.Array && errors.GetArrayLength() == 0))
        {
            parsed.NoteChannelError(errors);
            parsed.Reject(RejectReason.ChannelError, parsed.KeepsMore ? SingleWebhook.OfValueWithoutEvents(entry, value, field) : null);
        }
        else if (!known)
        {
            parsed.Reject(RejectReason.Unhandled, parsed.KeepsMore ? SingleWebhook.OfValueWithoutEvents(entry, value, field) : null);
        }
    }

    private static bool ReadElements(
        JsonElement entry, JsonElement value, ValueContext context, ReadOnlySpan<byte> field, ReadOnlySpan<byte> name, ElementParser parse, ParsedWebhook parsed)
    {
        if (!value.TryMember(name, out var elements))
        {
            return false;
        }

        if (elements.ValueKind != JsonValueKind.Array)
        {
            parsed.Reject(RejectReason.Shape, parsed.KeepsMore ? SingleWebhook.OfElement(entry, value, field, name, elements) : null);
            return true;
        }

        foreach (var element in elements.EnumerateArray())
        {
            var reason = TryParse(element, context, parse, out var inboundEvent);
            if (reason is null)
            {
                parsed.Events.Add(inboundEvent!);
            }
            else
            {
                parsed.Reject(reason, parsed.KeepsMore ? SingleWebhook.OfElement(entry, value, field, name, element) : null);
            }
        }

        return true;
    }

    private static string? TryParse(JsonElement element, ValueContext context, ElementParser parse, out InboundEvent? inboundEvent)
    {
        inboundEvent = null;
        if (JsonMarshal.GetRawUtf8Value(element).Length > MaxEventBytes)
        {
            return RejectReason.TooLarge;
        }

        try
        {
            return parse(element, context, out inboundEvent);
        }
        catch (InvalidOperationException)
        {
            return RejectReason.Text;
        }
    }
}
