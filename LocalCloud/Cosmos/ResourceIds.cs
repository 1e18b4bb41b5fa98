using System.Buffers.Binary;
using System.Text;

namespace OrleansFailover.LocalCloud.Cosmos;

/// <summary>
/// Well-formed resource ids: 4 bytes name a database, 8 a container, 16 a document. Those of databases and containers follow from
/// the names, so that two regions which create the same one at the same moment agree without asking each other.
/// </summary>
internal static class ResourceIds
{
    private const byte CollectionBit = 0x80;
    private const byte PartitionKeyRangeKind = 0x50;
    private const byte DocumentKindMask = 0x0f;

    public static string Database(string database) => Encode(DatabaseBytes(database));

    public static string Container(string database, string container) => Encode(ContainerBytes(database, container));

    public static string PartitionKeyRange(string database, string container)
    {
        var bytes = new byte[16];
        ContainerBytes(database, container).CopyTo(bytes, 0);
        bytes[8] = 2;
        bytes[15] = PartitionKeyRangeKind;
        return Encode(bytes);
    }

    /// <summary>A document's id is made of its container's and of the write that first created it.</summary>
    public static string Document(ReadOnlySpan<byte> container, int region, long sequence)
    {
        Span<byte> bytes = stackalloc byte[16];
        container.CopyTo(bytes);
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], sequence);
        bytes[8] = (byte)region;

        // The last half byte tells the kind of resource, so the number's own lowest byte moves to a free place.
        bytes[9] = bytes[15];
        bytes[15] = (byte)((bytes[15] ^ bytes[14]) & DocumentKindMask);
        return Encode(bytes);
    }

    public static byte[] ContainerBytes(string database, string container)
    {
        var bytes = new byte[8];
        DatabaseBytes(database).CopyTo(bytes, 0);
        Hash($"{database}\n{container}").CopyTo(bytes, 4);
        bytes[4] |= CollectionBit;
        return bytes;
    }

    private static byte[] DatabaseBytes(string database) => Hash(database);

    private static byte[] Hash(string text)
    {
        // FNV-1a: short, and the same in every process.
        var number = 2166136261u;
        foreach (var letter in Encoding.UTF8.GetBytes(text))
        {
            number = unchecked((number ^ letter) * 16777619u);
        }

        var hash = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(hash, number);

        // Zero stands for "no resource" in an id.
        hash[3] |= 1;
        return hash;
    }

    private static string Encode(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes).Replace('/', '-');
}
