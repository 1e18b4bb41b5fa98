using Microsoft.Win32.SafeHandles;

namespace OrleansFailover.WebhookGateway.Spool;

/// <summary>Finds what an earlier process left in a lane's directory.</summary>
internal sealed class LaneRecovery(string directory, SpoolLaneName lane, ISpoolDisk disk, SpoolMetrics metrics, ILogger logger)
{
    /// <returns>The segments that wait, the highest number that was ever seen, and the bytes on the disk, damaged ones too.</returns>
    public (List<Segment> Segments, long LastNumber, long Bytes) Recover(SpoolPosition position)
    {
        var segments = new List<Segment>();
        var last = position.Segment;
        var bytes = 0L;
        foreach (var path in Directory.EnumerateFiles(directory))
        {
            if (Segment.NumberOf(path) is not { } number)
            {
                continue;
            }

            last = Math.Max(last, number);
            var length = new FileInfo(path).Length;
            if (path.EndsWith(Segment.DamagedExtension, StringComparison.Ordinal))
            {
                bytes += length;
            }
            else if (number < position.Segment)
            {
                File.Delete(path);
            }
            else
            {
                segments.Add(new(directory, number) { Length = length });
            }
        }

        // Only the newest file can have been in work when its process ended.
        if (segments.MaxBy(segment => segment.Number) is { } newest)
        {
            CutTornTail(newest, newest.Number == position.Segment ? position.Offset : 0);
            if (newest.Length == 0)
            {
                segments.Remove(newest);
                File.Delete(newest.Path);
            }
        }

        return (segments, last, bytes + segments.Sum(segment => segment.Length));
    }

    private void CutTornTail(Segment segment, long from)
    {
        using var file = disk.Open(segment.Path, FileMode.Open);
        var (end, status) = SegmentReader.FindEnd(file, Math.Min(from, segment.Length), segment.Length);
        if (status is not ReadStatus.Torn || HasRecordBehind(file, end, segment.Length))
        {
            // A damaged record in the middle is left to the reader, which sets the file aside.
            return;
        }

        var torn = segment.Length - end;
        RandomAccess.SetLength(file, end);
        disk.Flush(file);
        segment.Length = end;
        metrics.Torn(lane, torn);
        logger.TornTail(segment.Path, end, torn);
    }

    // A length that was damaged can claim all the rest of the file, and then looks like an unfinished write. What tells them apart is a whole
    // record behind it.
    private static bool HasRecordBehind(SafeFileHandle file, long offset, long length)
    {
        var rest = new byte[length - offset];
        if (RandomAccess.Read(file, rest, offset) != rest.Length)
        {
            return false;
        }

        for (var start = 1; start < rest.Length - SpoolRecord.HeaderBytes; start++)
        {
            var candidate = rest.AsSpan(start);
            var payload = SpoolRecord.PayloadLength(candidate);
            if (payload > 0 && payload <= candidate.Length - SpoolRecord.HeaderBytes && SpoolRecord.IsWhole(candidate[..(payload + SpoolRecord.HeaderBytes)]))
            {
                return true;
            }
        }

        return false;
    }
}
