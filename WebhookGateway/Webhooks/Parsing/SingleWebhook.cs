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
    public static byte[] OfElement(JsonElement entry, JsonElement value, ReadOnlySpan<byte> field, ReadOnlySpan<byte> array, JsonElement element)
    {
        var name = array.ToArray();
        var of = field.ToArray();
        return Write(writer => Entry(writer, entry, () => Change(writer, value, of, () =>
        {
            writer.WriteStartArray(name);
            Raw(writer, element);
            writer.WriteEndArray();
        })));
    }

    /// <summary>Everything of a value but its messages, echoes and statuses, which are events of their own.</summary>
    public static byte[] OfValueWithoutEvents(JsonElement entry, JsonElement value, ReadOnlySpan<byte> field)
    {
        var of = field.ToArray();
        return Write(writer => Entry(writer, entry, () => Change(writer, value, of, () =>
        {
            if (value.TryMember("errors"u8, out var errors))
            {
                writer.WritePropertyName("errors"u8);
                Raw(writer, errors);
            }
        })));
    }

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

    private static void Change(Utf8JsonWriter writer, JsonElement value, byte[] field, Action writeEvents)
    {
        writer.WriteStartObject();
        writer.WriteString("field"u8, field);
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
