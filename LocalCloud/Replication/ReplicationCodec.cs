using System.Text;
using OrleansFailover.LocalCloud.Cosmos;

namespace OrleansFailover.LocalCloud.Replication;

/// <summary>Versions as bytes; documents travel as they are stored.</summary>
internal static class ReplicationCodec
{
    private const int Tombstone = -1;

    public static void Write(BinaryWriter writer, in ReplicatedDocument document)
    {
        var version = document.Version;
        writer.Write(document.Database);
        writer.Write(document.Container);
        writer.Write(document.Epoch);
        writer.Write(document.IsResolution);
        writer.Write(version.Key.PartitionKey);
        writer.Write(version.Key.Id);
        writer.Write(version.Etag);
        writer.Write(version.ResourceId);
        writer.Write(version.Timestamp);
        writer.Write(version.ExpiresAt);
        writer.Write(version.Origin);
        writer.Write(version.OriginSequence);
        writer.Write(version.Vector.Length);
        foreach (var number in version.Vector)
        {
            writer.Write(number);
        }

        writer.Write(version.Body?.Length ?? Tombstone);
        writer.Write(version.Body ?? []);
    }

    public static IEnumerable<ReplicatedDocument> ReadAll(ReadOnlyMemory<byte> bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes.ToArray(), writable: false), Encoding.UTF8);
        while (reader.BaseStream.Position < reader.BaseStream.Length)
        {
            yield return Read(reader);
        }
    }

    private static ReplicatedDocument Read(BinaryReader reader) => new(
        reader.ReadString(),
        reader.ReadString(),
        reader.ReadInt64(),
        reader.ReadBoolean(),
        new DocumentVersion
        {
            // Initializers run in the order they are written, which is the order of the bytes.
            Key = new DocumentKey(reader.ReadString(), reader.ReadString()),
            Etag = reader.ReadString(),
            ResourceId = reader.ReadString(),
            Timestamp = reader.ReadInt64(),
            ExpiresAt = reader.ReadInt64(),
            Origin = reader.ReadInt32(),
            OriginSequence = reader.ReadInt64(),
            Vector = ReadVector(reader),
            Body = ReadBody(reader),
        });

    private static long[] ReadVector(BinaryReader reader)
    {
        var vector = new long[reader.ReadInt32()];
        for (var index = 0; index < vector.Length; index++)
        {
            vector[index] = reader.ReadInt64();
        }

        return vector;
    }

    private static byte[]? ReadBody(BinaryReader reader)
    {
        var length = reader.ReadInt32();
        return length == Tombstone ? null : reader.ReadBytes(length);
    }
}
