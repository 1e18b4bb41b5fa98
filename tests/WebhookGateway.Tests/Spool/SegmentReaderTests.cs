using OrleansFailover.WebhookGateway.Spool;
using OrleansFailover.WebhookGateway.Tests.Fakes;

namespace OrleansFailover.WebhookGateway.Tests.Spool;

public sealed class SegmentReaderTests : IDisposable
{
    private static readonly byte[][] Records = [.. Enumerable.Range(1, 4).Select(number => SpoolEntryCodec.Encode(Entries.Of(new string('x', number * 7))))];

    private readonly TempFolder folder = new();
    private readonly string path;
    private readonly byte[] content = [.. Records.SelectMany(record => record)];

    public SegmentReaderTests()
    {
        path = folder.Sub("segment");
        File.WriteAllBytes(path, content);
    }

    [Fact]
    public void Read_CutAtEveryOffset_GivesEveryWholeRecord()
    {
        for (var cut = 0; cut <= content.Length; cut++)
        {
            File.WriteAllBytes(path, content[..cut]);
            var (read, status) = ReadAll(cut);

            var whole = 0;
            var end = 0;
            while (whole < Records.Length && end + Records[whole].Length <= cut)
            {
                end += Records[whole++].Length;
            }

            Assert.Equal(whole, read.Count);
            Assert.All(read.Index(), record => Assert.True(Records[record.Index].AsSpan().SequenceEqual(record.Item.Span)));
            Assert.Equal(end == cut ? ReadStatus.End : ReadStatus.Torn, status);
        }
    }

    [Fact]
    public void Read_AnyBitFlipped_NeverYieldsAWrongRecord()
    {
        var wrongWithoutChecksum = 0;
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        for (var bit = 0; bit < content.Length * 8; bit++)
        {
            var flipped = (byte)(content[bit / 8] ^ (1 << (bit % 8)));
            RandomAccess.Write(file, [flipped], bit / 8);

            var (read, status) = ReadAll(content.Length);

            Assert.All(read.Index(), record => Assert.True(Records[record.Index].AsSpan().SequenceEqual(record.Item.Span)));
            Assert.NotEqual(ReadStatus.End, status);
            Assert.NotEqual(ReadStatus.Record, status);

            // The control: with the length alone, a flip in a payload would come through.
            wrongWithoutChecksum += ReadsByLengthAlone(bit / 8, flipped) ? 1 : 0;
            RandomAccess.Write(file, [content[bit / 8]], bit / 8);
        }

        Assert.True(wrongWithoutChecksum > content.Length);
    }

    [Fact]
    public void Read_ZerosBehindTheRecords_AreATornTail()
    {
        File.WriteAllBytes(path, [.. content, .. new byte[5000]]);

        var (read, status) = ReadAll(content.Length + 5000);

        Assert.Equal(Records.Length, read.Count);
        Assert.Equal(ReadStatus.Torn, status);
    }

    [Fact]
    public void Crc32C_CheckValue_IsTheOneOfTheCatalogue() => Assert.Equal(0xE3069283u, Crc32C.Of("123456789"u8));

    [Fact]
    public void Codec_Entry_ComesBackAsItWas()
    {
        var entry = Entries.Of("hällo");

        var back = SpoolEntryCodec.TryDecode(SpoolEntryCodec.Encode(entry).AsMemory(SpoolRecord.HeaderBytes))!;

        Assert.Equal("hällo", Entries.BodyOf(back));
        Assert.Equal(entry with { Body = default }, back with { Body = default });
    }

    public void Dispose() => folder.Dispose();

    private bool ReadsByLengthAlone(int at, byte value)
    {
        var changed = (byte[])content.Clone();
        changed[at] = value;
        var offset = 0;
        foreach (var record in Records)
        {
            var length = SpoolRecord.PayloadLength(changed.AsSpan(offset));
            if (length != record.Length - SpoolRecord.HeaderBytes)
            {
                return false;
            }

            offset += record.Length;
        }

        return true;
    }

    private (List<ReadOnlyMemory<byte>> Records, ReadStatus Status) ReadAll(long end)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var records = new List<ReadOnlyMemory<byte>>();
        var offset = 0L;
        while (true)
        {
            var status = SegmentReader.Read(file, offset, end, out var record);
            if (status is not ReadStatus.Record)
            {
                return (records, status);
            }

            records.Add(record);
            offset += record.Length;
        }
    }
}
