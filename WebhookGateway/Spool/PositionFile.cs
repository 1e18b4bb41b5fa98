using System.Buffers.Binary;

namespace OrleansFailover.WebhookGateway.Spool;

// position = segment (8 bytes, little-endian) | offset (8 bytes) | CRC32C of these (4 bytes)

/// <summary>Keeps a lane's position over restarts.</summary>
internal sealed class PositionFile(string directory, ISpoolDisk disk)
{
    private const int Bytes = 20;
    private const int ChecksumAt = 16;

    private readonly string path = Path.Combine(directory, "position");

    public bool Exists => File.Exists(path);

    /// <summary>Null when there is none, or none that can be read: then everything that is there is drained, some of it once more.</summary>
    public SpoolPosition? Load()
    {
        if (!Exists)
        {
            return null;
        }

        ReadOnlySpan<byte> bytes = File.ReadAllBytes(path);
        return bytes.Length == Bytes && BinaryPrimitives.ReadUInt32LittleEndian(bytes[ChecksumAt..]) == Crc32C.Of(bytes[..ChecksumAt])
            ? new(BinaryPrimitives.ReadInt64LittleEndian(bytes), BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]))
            : null;
    }

    /// <summary>Puts a new file in the old one's place, so that a crash leaves one of them.</summary>
    public void Save(SpoolPosition position)
    {
        var bytes = new byte[Bytes];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, position.Segment);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), position.Offset);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(ChecksumAt), Crc32C.Of(bytes.AsSpan(0, ChecksumAt)));
        var next = path + ".new";
        using (var file = disk.Open(next, FileMode.Create))
        {
            disk.Write(file, [bytes], 0);
            disk.Flush(file);
        }

        File.Move(next, path, overwrite: true);
    }
}
