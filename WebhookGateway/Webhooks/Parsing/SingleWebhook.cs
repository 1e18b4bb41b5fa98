using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace OrleansFailover.WebhookGateway.Webhooks.Parsing;

/// <summary>
/// Puts one part of a webhook into a webhook of its own, so that a dead letter can be read and replayed alone, without the up to 999 events
/// that came with it. Values are copied byte for byte, also where they are no valid text.
/// </summary>
internal static class SingleWebhook
{
    public static byte[] OfEntry(JsonElement entry) => Write(writer => Raw(writer, entry));

    public static byte[] OfChange(JsonElement entry, JsonElement change) => Write(writer => Entry(writer, entry, () => Raw(writer, change)));

    /// <summary>Metadata, contacts and the one element.</summary>
    public static byte[] OfElement(JsonElement entry, JsonElement value, ReadOnlySpan<byte> array, JsonElement element)
    {
        var name = array.ToArray();
        return Write(writer => Entry(writer, entry, () => MessagesChange(writer, value, () =>
        {
            writer.WriteStartArray(name);
            Raw(writer, element);
            writer.WriteEndArray();
        })));
    }

    /// <summary>Everything of a value but its messages and statuses, which are events of their own.</summary>
    public static byte[] OfValueWithoutEvents(JsonElement entry, JsonElement value) =>
        Write(writer => Entry(writer, entry, () => MessagesChange(writer, value, () =>
        {
            if (value.TryMember("errors"u8, out var errors))
            {
                writer.WritePropertyName("errors"u8);
                Raw(writer, errors);
            }
        })));

    private static byte[] Write(Action<Utf8JsonWriter> writeEntry)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
        {
            writer.WriteStartObject();
            writer.WriteString("object"u8, "whatsapp_business_account"u8);
            writer.WriteStartArray("entry"u8);
            writeEntry(writer);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Entry(Utf8JsonWriter writer, JsonElement entry, Action writeChange)
    {
        writer.WriteStartObject();
        Copy(writer, entry, "id"u8);
        Copy(writer, entry, "time"u8);
        writer.WriteStartArray("changes"u8);
        writeChange();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void MessagesChange(Utf8JsonWriter writer, JsonElement value, Action writeEvents)
    {
        writer.WriteStartObject();
        writer.WriteString("field"u8, "messages"u8);
        writer.WriteStartObject("value"u8);
        Copy(writer, value, "messaging_product"u8);
        Copy(writer, value, "metadata"u8);
        Copy(writer, value, "contacts"u8);
        writeEvents();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Copy(Utf8JsonWriter writer, JsonElement parent, ReadOnlySpan<byte> name)
    {
        if (parent.TryMember(name, out var member))
        {
            writer.WritePropertyName(name);
            Raw(writer, member);
        }
    }

    private static void Raw(Utf8JsonWriter writer, JsonElement element) =>
        writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(element), skipInputValidation: true);
}
