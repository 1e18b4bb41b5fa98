namespace OrleansFailover.InboundLog.Streams;

/// <summary>The 32-bit Murmur2 hash with the seed that Kafka's Java clients use; the producer's partitioner is the same.</summary>
internal static class Murmur2
{
    private const uint Multiplier = 0x5bd1e995;
    private const uint Seed = 0x9747b28c;

    /// <summary>The partition of a key.</summary>
    public static int Partition(ReadOnlySpan<byte> key, int partitions) => (int)((Hash(key) & 0x7fffffff) % (uint)partitions);

    public static uint Hash(ReadOnlySpan<byte> data)
    {
        var hash = Seed ^ (uint)data.Length;
        while (data.Length >= 4)
        {
            var part = System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(data) * Multiplier;
            part = (part ^ (part >> 24)) * Multiplier;
            hash = (hash * Multiplier) ^ part;
            data = data[4..];
        }

        if (data.Length > 0)
        {
            for (var i = data.Length - 1; i >= 0; i--)
            {
                hash ^= (uint)data[i] << (8 * i);
            }

            hash *= Multiplier;
        }

        hash = (hash ^ (hash >> 13)) * Multiplier;
        return hash ^ (hash >> 15);
    }
}
