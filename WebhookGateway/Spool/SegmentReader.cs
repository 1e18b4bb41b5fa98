using Microsoft.Win32.SafeHandles;

namespace OrleansFailover.WebhookGateway.Spool;

/// <summary>Reads the records of a segment.</summary>
internal static class SegmentReader
{
    /// <summary>Reads the record at <paramref name="offset"/>; nothing at or behind <paramref name="end"/> is looked at.</summary>
    /// <param name="record">The whole record when there is one, else empty.</param>
    public static ReadStatus Read(SafeFileHandle file, long offset, long end, out ReadOnlyMemory<byte> record)
    {
        record = default;
        var left = end - offset;
        if (left <= 0)
        {
            return ReadStatus.End;
        }

        Span<byte> header = stackalloc byte[SpoolRecord.HeaderBytes];
        if (left < header.Length || !Fill(file, header, offset))
        {
            return ReadStatus.Torn;
        }

        var length = SpoolRecord.PayloadLength(header);
        if (length <= 0)
        {
            // A file that grew before its bytes came has zeros at its end.
            return IsZero(file, offset, end) ? ReadStatus.Torn : ReadStatus.Damaged;
        }

        var whole = (long)header.Length + length;
        if (whole > left)
        {
            return ReadStatus.Torn;
        }

        var bytes = new byte[whole];
        if (!Fill(file, bytes, offset))
        {
            return ReadStatus.Torn;
        }

        if (SpoolRecord.IsWhole(bytes))
        {
            record = bytes;
            return ReadStatus.Record;
        }

        return whole == left ? ReadStatus.Torn : ReadStatus.Damaged;
    }

    /// <summary>Where the whole records end, and what stands there.</summary>
    public static (long End, ReadStatus Status) FindEnd(SafeFileHandle file, long offset, long length)
    {
        while (true)
        {
            var status = Read(file, offset, length, out var record);
            if (status is not ReadStatus.Record)
            {
                return (offset, status);
            }

            offset += record.Length;
        }
    }

    private static bool IsZero(SafeFileHandle file, long offset, long end)
    {
        var chunk = new byte[Math.Min(64 * 1024, end - offset)];
        while (offset < end)
        {
            var part = chunk.AsSpan(0, (int)Math.Min(chunk.Length, end - offset));
            if (!Fill(file, part, offset) || part.ContainsAnyExcept((byte)0))
            {
                return false;
            }

            offset += part.Length;
        }

        return true;
    }

    private static bool Fill(SafeFileHandle file, Span<byte> buffer, long offset)
    {
        while (buffer.Length > 0)
        {
            var read = RandomAccess.Read(file, buffer, offset);
            if (read == 0)
            {
                return false;
            }

            buffer = buffer[read..];
            offset += read;
        }

        return true;
    }
}
