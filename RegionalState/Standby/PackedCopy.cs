using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using OrleansFailover.RegionalState.Documents;

namespace OrleansFailover.RegionalState.Standby;

// packed = form (1 byte) | bytes of the document (4, little-endian) | the document, compressed with Brotli

/// <summary>The form in which a Redis keeps a last turn: its document compressed, because it goes to every region with every turn.</summary>
public static class PackedCopy
{
    /// <summary>No document is longer; the store takes 2 MB.</summary>
    public const int MostBytes = 16 * 1024 * 1024;

    private const byte Form = 1;
    private const int LengthAt = 1;
    private const int HeadBytes = 5;

    // The fastest, and a window as large as usual documents: what more would save is less than what it costs a turn.
    private const int Quality = 1;
    private const int Window = 18;

    /// <summary>Packs the UTF-8 JSON of a document.</summary>
    /// <exception cref="ArgumentException">It is longer than <see cref="MostBytes"/>.</exception>
    public static byte[] Pack(ReadOnlySpan<byte> document)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(document.Length, MostBytes);
        var buffer = ArrayPool<byte>.Shared.Rent(HeadBytes + BrotliEncoder.GetMaxCompressedLength(document.Length));
        try
        {
            buffer[0] = Form;
            BinaryPrimitives.WriteInt32LittleEndian(buffer.AsSpan(LengthAt), document.Length);
            return BrotliEncoder.TryCompress(document, buffer.AsSpan(HeadBytes), out var written, Quality, Window)
                ? buffer[..(HeadBytes + written)]
                : throw new InvalidOperationException("A document did not fit into the longest form that it can have.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The document that was packed.</summary>
    /// <exception cref="InvalidDataException">These bytes are not of that form.</exception>
    /// <exception cref="NewerSchemaException">They are of a form that only a newer build knows.</exception>
    public static byte[] Unpack(ReadOnlySpan<byte> packed)
    {
        if (packed.Length > 0 && packed[0] > Form)
        {
            throw new NewerSchemaException($"A last turn in a Redis is of form {packed[0]}; this build knows forms up to {Form}. Deploy the newer build here.");
        }

        if (packed.Length < HeadBytes || packed[0] != Form)
        {
            throw new InvalidDataException("A last turn in a Redis is of a form that is not known.");
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(packed[LengthAt..]);
        if (length is < 0 or > MostBytes)
        {
            throw new InvalidDataException($"A last turn in a Redis claims to have {length} bytes.");
        }

        var document = new byte[length];
        return BrotliDecoder.TryDecompress(packed[HeadBytes..], document, out var written) && written == length
            ? document
            : throw new InvalidDataException("A last turn in a Redis cannot be unpacked.");
    }
}
