using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.WebhookGateway.Webhooks.Parsing;

namespace OrleansFailover.WebhookGateway.Webhooks.Wasender;

// "key": { "id": "3EB0…", "fromMe": false, "remoteJid": "491701234567@s.whatsapp.net" | "123456@lid" | "1203…@g.us",
//          "addressingMode"?: "pn" | "lid", "senderPn"?: "491701234567@s.whatsapp.net", "cleanedSenderPn"?: "491701234567", "senderLid"?: "123456@lid" }
//
// A remoteJid that ends with @lid is no phone number: the number stands in senderPn, when it is known at all.

/// <summary>What the elements of one webhook share.</summary>
internal sealed class WasenderContext(string session, JsonElement body, Receipt receipt)
{
    private const string Lid = "@lid";
    private const long FirstMillisecond = 100_000_000_000;

    public Receipt Receipt => receipt;

    /// <summary>True for a chat of several people.</summary>
    public static bool IsGroup(JsonElement key) => key.Text("remoteJid"u8)?.EndsWith("@g.us", StringComparison.Ordinal) is true;

    /// <summary>True for what goes to nobody in particular.</summary>
    public static bool IsBroadcast(JsonElement key) =>
        key.Text("remoteJid"u8) is { } jid && (jid.EndsWith("@broadcast", StringComparison.Ordinal) || jid.EndsWith("@newsletter", StringComparison.Ordinal));

    public static bool IsOurs(JsonElement key) => key.TryMember("fromMe"u8, out var fromMe) && fromMe.ValueKind == JsonValueKind.True;

    /// <summary>The phone number before the lid: payloads of a user have the number or both, and only some have the lid.</summary>
    public bool TryConversation(JsonElement key, string? name, out ConversationId conversation, out Sender? sender)
    {
        var jid = key.Text("remoteJid"u8);
        var isLid = jid?.EndsWith(Lid, StringComparison.Ordinal) is true;

        // The sender of our own message is ourselves: there the user is the chat alone.
        var isOurs = IsOurs(key);
        var phone = (isOurs ? null : Digits(key.Text("cleanedSenderPn"u8)) ?? Digits(key.Text("senderPn"u8))) ?? (isLid ? null : Digits(jid));
        var lid = (isOurs ? null : Digits(key.Text("senderLid"u8))) ?? (isLid ? Digits(jid) : null);
        (conversation, sender) = (default, null);
        if ((phone ?? lid) is null)
        {
            return false;
        }

        conversation = ConversationId.Create(BusinessNumbers.Settings.ChannelNames.Wasender, session, phone ?? $"{lid}{Lid}");
        sender = new Sender { Phone = phone, UserId = lid is null ? null : $"{lid}{Lid}", ProfileName = name };
        return true;
    }

    /// <summary>The message's own time, else the webhook's. In seconds; whether milliseconds come too is not settled, and both are read.</summary>
    public bool TryTime(JsonElement element, out DateTimeOffset time)
    {
        time = default;
        if ((!element.TryWholeNumber("messageTimestamp"u8, out var stamp) && !body.TryWholeNumber("timestamp"u8, out stamp)) || stamp <= 0)
        {
            return false;
        }

        var milliseconds = stamp >= FirstMillisecond ? stamp / 1000 * 1000 : stamp * 1000;
        if (milliseconds > (receipt.ReceivedAt + ValueContext.MaxAhead).ToUnixTimeMilliseconds())
        {
            return false;
        }

        time = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        return true;
    }

    /// <summary>One element in a sealed webhook of its own, so that it can be kept and replayed alone.</summary>
    public byte[] Alone(JsonElement element)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
        {
            writer.WriteStartObject();
            writer.WriteString("object"u8, WasenderSeal.Object);
            writer.WriteString("session"u8, session);
            writer.WriteStartObject("body"u8);
            foreach (var name in (ReadOnlySpan<string>)["event", "timestamp"])
            {
                if (body.TryGetProperty(name, out var member))
                {
                    writer.WritePropertyName(name);
                    writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(member), skipInputValidation: true);
                }
            }

            writer.WriteStartObject("data"u8);
            writer.WriteStartArray("messages"u8);
            writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(element), skipInputValidation: true);
            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    // "491701234567:12@s.whatsapp.net": the number, a device, the server.
    private static string? Digits(string? jid)
    {
        if (jid is null)
        {
            return null;
        }

        var end = jid.AsSpan().IndexOfAny('@', ':');
        var digits = (end < 0 ? jid : jid[..end]).TrimStart('+');
        return digits.Length is > 0 and <= 32 && digits.All(char.IsAsciiDigit) ? digits : null;
    }
}
