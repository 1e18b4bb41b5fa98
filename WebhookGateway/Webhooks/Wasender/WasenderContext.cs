using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using OrleansFailover.BusinessNumbers.Settings;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.WebhookGateway.Webhooks.Parsing;

namespace OrleansFailover.WebhookGateway.Webhooks.Wasender;

/// <summary>What the elements of one webhook share.</summary>
internal sealed class WasenderContext(string session, JsonElement body, Receipt receipt)
{
    // From here on a number of seconds is one of milliseconds.
    private const long FirstMillisecond = 100_000_000_000;

    public Receipt Receipt => receipt;

    /// <summary>
    /// The lid before the phone number, as with business-scoped ids: a lid stays when the number changes, and what came under the number alone is taken in
    /// by the lid's conversation as soon as a payload shows both.
    /// </summary>
    public bool TryConversation(WasenderKey key, string? name, out ConversationId conversation, out Sender? sender)
    {
        (conversation, sender) = (default, null);
        if ((key.Lid ?? key.Phone) is not { } user)
        {
            return false;
        }

        conversation = ConversationId.Create(ChannelNames.Wasender, session, user);
        sender = new Sender { Phone = key.Phone, UserId = key.Lid, ProfileName = name };
        return true;
    }

    /// <summary>The message's own time, else the webhook's. Seconds and milliseconds are both shown by the channel's samples, and both are read.</summary>
    public bool TryTime(JsonElement element, out DateTimeOffset time)
    {
        time = default;
        if ((!TryStamp(element, "messageTimestamp"u8, out var stamp) && !TryStamp(body, "timestamp"u8, out stamp)) || stamp <= 0)
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
    public byte[] Alone(JsonElement element) => Write(writer =>
    {
        writer.WriteStartObject("data"u8);
        writer.WriteStartArray("messages"u8);
        writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(element), skipInputValidation: true);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    /// <summary>All of it, as it was sealed.</summary>
    public byte[] Whole() => Write(writer =>
    {
        if (body.TryMember("data"u8, out var data))
        {
            writer.WritePropertyName("data"u8);
            writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(data), skipInputValidation: true);
        }
    });

    private byte[] Write(Action<Utf8JsonWriter> writeData)
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

            writeData(writer);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    // 1763900000, "1763900000", or a long of the protocol underneath in two halves: { "low": 1763900000, "high": 0 }.
    private static bool TryStamp(JsonElement element, ReadOnlySpan<byte> name, out long stamp) =>
        element.TryWholeNumber(name, out stamp)
        || (element.TryObject(name, out var halves) && halves.TryWholeNumber("low"u8, out stamp) && (!halves.TryWholeNumber("high"u8, out var high) || high == 0));
}
