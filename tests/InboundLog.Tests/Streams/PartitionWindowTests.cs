using OrleansFailover.InboundLog.Streams;

namespace OrleansFailover.InboundLog.Tests.Streams;

public sealed class PartitionWindowTests
{
    [Fact]
    public void Position_OutOfOrderSettling_NeverPassesWhatIsOwed()
    {
        using var window = Window(out var records, count: 5);

        window.Settle(records[1]);
        window.Settle(records[2]);
        Assert.Equal(10, window.Position);

        window.Settle(records[0]);
        Assert.Equal(13, window.Position);

        window.Settle(records[4]);
        Assert.Equal(13, window.Position);

        window.Settle(records[3]);
        Assert.Equal(15, window.Position);
    }

    [Fact]
    public void Position_RandomSettling_IsTheFirstOwedOffset()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"Seed {seed}");
        var random = new Random(seed);
        using var window = Window(out var records, count: 200);
        var owed = new SortedSet<long>(records.Select(record => record.Offset));

        foreach (var record in records.OrderBy(_ => random.Next()).ToList())
        {
            window.Settle(record);
            window.Settle(record);
            owed.Remove(record.Offset);
            Assert.Equal(owed.Count > 0 ? owed.Min : 210, window.Position);
        }
    }

    [Fact]
    public void Add_KnownOffset_IsRefusedUnlessTheLogWasCut()
    {
        using var window = Window(out _, count: 3);

        Assert.False(window.Add(Record(11), out _, out _));
        Assert.False(window.TryRestart(11, end: 13));
        Assert.True(window.TryRestart(0, end: 1));
        Assert.True(window.Add(Record(0), out var missing, out _));
        Assert.Equal(0, missing);
    }

    [Fact]
    public void Add_OffsetsSkipped_CountsThem()
    {
        using var window = Window(out _, count: 1);

        Assert.True(window.Add(Record(20), out var missing, out _));

        Assert.Equal(9, missing);
    }

    [Fact]
    public void Pause_CacheFull_ResumesAtHalf()
    {
        using var window = new PartitionWindow(0, cacheSize: 4, maxUncommitted: 100);
        window.StartAt(0);
        var pauses = new List<bool>();
        for (var offset = 0; offset < 5; offset++)
        {
            window.Add(Record(offset), out _, out var pause);
            pauses.Add(pause);
        }

        Assert.Equal([false, false, false, true, false], pauses);
        var taken = window.Take(5);
        Assert.False(window.TryResume());
        window.Settle(taken[0]);
        window.Settle(taken[1]);
        Assert.False(window.TryResume());
        window.Settle(taken[2]);
        Assert.True(window.TryResume());
        Assert.False(window.TryResume());
    }

    [Fact]
    public void Pause_OneStuckRecord_BoundsWhatWouldBeReadAgain()
    {
        using var window = new PartitionWindow(0, cacheSize: 4, maxUncommitted: 10);
        window.StartAt(0);
        window.Add(Record(0), out _, out _);
        var paused = false;
        var offset = 1;
        for (; !paused && offset < 100; offset++)
        {
            var record = Record(offset);
            window.Add(record, out _, out paused);
            window.Settle(record);
        }

        Assert.Equal(10, offset);
    }

    private static PartitionWindow Window(out List<LogRecord> records, int count)
    {
        var window = new PartitionWindow(0, 1_000, 10_000);
        window.StartAt(10);
        records = [.. Enumerable.Range(10, count).Select(offset => Record(offset))];
        foreach (var record in records)
        {
            Assert.True(window.Add(record, out _, out _));
        }

        return window;
    }

    private static LogRecord Record(long offset) => new(offset, DateTimeOffset.UnixEpoch, [], []);
}
