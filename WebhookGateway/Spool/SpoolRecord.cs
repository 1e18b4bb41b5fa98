using System.Buffers.Binary;

namespace OrleansFailover.WebhookGateway.Spool;

// record = length of the payload (4 bytes, little-endian) | version (1 byte) | CRC32C of all the rest of the record (4 bytes) | payload

/// <summary>How records lie in a segment.</summary>
internal static class SpoolRecord
{
    public const byte CurrentVersion = 1;
    public const int HeaderBytes = 9;

    private const int VersionAt = 4;
    private const int ChecksumAt = 5;

    /// <summary>Fills in the header of a record whose payload is there.</summary>
    public static void Seal(Span<byte> record)
    {
        BinaryPrimitives.WriteInt32LittleEndian(record, record.Length - HeaderBytes);
        record[VersionAt] = CurrentVersion;
        BinaryPrimitives.WriteUInt32LittleEndian(record[ChecksumAt..], Checksum(record));
    }

    /// <summary>The length of the payload that a header claims.</summary>
    public static int PayloadLength(ReadOnlySpan<byte> header) => BinaryPrimitives.ReadInt32LittleEndian(header);

    /// <summary>True when the bytes are exactly one record, as it was written.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> record) =>
        record.Length > HeaderBytes
        && PayloadLength(record) == record.Length - HeaderBytes
        && record[VersionAt] == CurrentVersion
        && BinaryPrimitives.ReadUInt32LittleEndian(record[ChecksumAt..]) == Checksum(record);

    private static uint Checksum(ReadOnlySpan<byte> record) => Crc32C.Append(Crc32C.Of(record[..ChecksumAt]), record[HeaderBytes..]);
}
