using System.Buffers.Binary;
using System.Text.Json;

namespace OrleansFailover.WebhookGateway.Spool;

// payload = length of the head (4 bytes, little-endian) | head (JSON) | body as it came

/// <summary>The payload of a record.</summary>
internal static class SpoolEntryCodec
{
    /// <summary>A whole record, ready to be written.</summary>
    public static byte[] Encode(SpoolEntry entry)
    {
        var head = JsonSerializer.SerializeToUtf8Bytes(entry, SpoolEntryJsonContext.Default.SpoolEntry);
        var record = new byte[SpoolRecord.HeaderBytes + sizeof(int) + head.Length + entry.Body.Length];
        var payload = record.AsSpan(SpoolRecord.HeaderBytes);
        BinaryPrimitives.WriteInt32LittleEndian(payload, head.Length);
        head.CopyTo(payload[sizeof(int)..]);
        entry.Body.Span.CopyTo(payload[(sizeof(int) + head.Length)..]);
        SpoolRecord.Seal(record);
        return record;
    }

    /// <summary>Null when the payload is whole and yet not one that this program can read.</summary>
    public static SpoolEntry? TryDecode(ReadOnlyMemory<byte> payload)
    {
        if (payload.Length < sizeof(int))
        {
            return null;
        }

        var headLength = BinaryPrimitives.ReadInt32LittleEndian(payload.Span);
        if (headLength < 0 || headLength > payload.Length - sizeof(int))
        {
            return null;
        }

        try
        {
            var head = JsonSerializer.Deserialize(payload.Span.Slice(sizeof(int), headLength), SpoolEntryJsonContext.Default.SpoolEntry);
            return head is null ? null : head with { Body = payload[(sizeof(int) + headLength)..] };
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
