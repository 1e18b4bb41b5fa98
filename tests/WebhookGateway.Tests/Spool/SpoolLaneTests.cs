using OrleansFailover.WebhookGateway.Spool;
using OrleansFailover.WebhookGateway.Tests.Fakes;

namespace OrleansFailover.WebhookGateway.Tests.Spool;

public sealed class SpoolLaneTests : IDisposable
{
    private static readonly SpoolOptions OneRecordAFile = new() { SegmentBytes = 1 };

    private readonly TempFolder folder = new();

    [Fact]
    public async Task Store_ManyAtOnce_ShareOneFlush()
    {
        await using var host = new LaneHost(folder.Path);
        host.Disk.Gate.Reset();
        var first = host.StoreAsync("first");
        await Eventually.True(() => host.Disk.Flushes == 1, "the first flush");
        var others = Enumerable.Range(0, 100).Select(number => host.StoreAsync($"{number}")).ToArray();
        Assert.False(first.IsCompleted);

        host.Disk.Gate.Set();
        await Task.WhenAll([first, .. others]);

        Assert.Equal(2, host.Disk.Flushes);
        Assert.Equal(["first", .. Enumerable.Range(0, 100).Select(number => $"{number}")], host.Drain());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Store_ThenPowerLoss_IsKeptOnlyBecauseItIsFlushedFirst(bool flushWorks)
    {
        var disk = new FakeDisk { FlushWorks = flushWorks };
        await using var host = new LaneHost(folder.Sub("before"), disk);
        await host.StoreAsync("a", "b");

        disk.CopyDurable(folder.Sub("before"), folder.Sub("after"));

        await using var after = new LaneHost(folder.Sub("after"));
        Assert.Equal(flushWorks ? ["a", "b"] : [], after.Drain());
    }

    [Fact]
    public async Task Store_Full_ThrowsUntilSomethingIsDrained()
    {
        var size = SpoolEntryCodec.Encode(Entries.Of("a")).Length;
        await using var host = new LaneHost(folder.Path, options: new() { MaxBytes = size * 2, SegmentBytes = 1 });
        await host.StoreAsync("a", "b");

        await Assert.ThrowsAsync<SpoolException>(() => host.StoreAsync("c"));

        Assert.Equal(["a"], host.Drain(1));
        Assert.NotNull(host.Lane.TryRead());
        await host.StoreAsync("d");
        Assert.Equal(["b", "d"], host.Drain());
        Assert.Equal(0, host.Space.Used);
        Assert.Empty(Directory.GetFiles(folder.Path, "*.spool"));
    }

    [Fact]
    public async Task Store_DiskFails_ThrowsAndTheNextOnesAreKept()
    {
        await using (var host = new LaneHost(folder.Path))
        {
            await host.StoreAsync("a");
            host.Disk.Broken = true;
            await Assert.ThrowsAsync<SpoolException>(() => host.StoreAsync("lost"));
            await Assert.ThrowsAsync<SpoolException>(() => host.StoreAsync("lost too"));
            host.Disk.Broken = false;
            await host.StoreAsync("b");
        }

        await using var again = new LaneHost(folder.Path);
        Assert.Equal(["a", "b"], again.Drain());
        Assert.Equal(0, again.Space.Used);
    }

    [Fact]
    public async Task Store_DiskHangs_EndsWithItsToken()
    {
        await using var host = new LaneHost(folder.Path);
        host.Disk.Gate.Reset();
        var first = host.StoreAsync("first");
        await Eventually.True(() => host.Disk.Flushes == 1, "the flush that hangs");
        using var deadline = new CancellationTokenSource(TimeSpan.FromMilliseconds(50), TimeProvider.System);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.Lane.StoreAsync(Entries.Of("given up"), deadline.Token));

        host.Disk.Gate.Set();
        await first;
        await host.StoreAsync("last");
        Assert.Equal(["first", "last"], host.Drain());
        Assert.Equal(0, host.Space.Used);
    }

    [Fact]
    public async Task Reopen_NewestFileCutAnywhere_KeepsEveryWholeRecordAndGoesOn()
    {
        await using (var host = new LaneHost(folder.Sub("whole")))
        {
            await host.StoreAsync("a", "b");
        }

        var file = Assert.Single(Directory.GetFiles(folder.Sub("whole"), "*.spool"));
        var content = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        var half = content.Length / 2;
        foreach (var cut in new[] { 1, 8, 9, half - 1, half, half + 1, half + 9, content.Length - 1, content.Length })
        {
            var lane = folder.Sub($"cut-{cut}");
            Directory.CreateDirectory(lane);
            await File.WriteAllBytesAsync(Path.Combine(lane, Path.GetFileName(file)), content[..cut], TestContext.Current.CancellationToken);

            await using (var again = new LaneHost(lane))
            {
                await again.StoreAsync("c");
            }

            await using var last = new LaneHost(lane);
            string[] expected = cut == content.Length ? ["a", "b", "c"] : cut >= half ? ["a", "c"] : ["c"];
            Assert.Equal(expected, last.Drain());
            Assert.Empty(Directory.GetFiles(lane, "*.damaged"));
        }
    }

    [Theory]
    [InlineData(60)]
    [InlineData(2)]
    public async Task Read_DamagedRecord_GoesOnWithTheNextFileAndKeepsTheDamagedOne(int at)
    {
        await using (var host = new LaneHost(folder.Path))
        {
            await host.StoreAsync("a", "b");
        }

        var damaged = Assert.Single(Directory.GetFiles(folder.Path, "*.spool"));
        await using (var host = new LaneHost(folder.Path))
        {
            await host.StoreAsync("c");
        }

        Flip(damaged, at);

        await using var again = new LaneHost(folder.Path);
        Assert.Equal(["c"], again.Drain());
        Assert.True(File.Exists(damaged + ".damaged"));
        Assert.Equal(new FileInfo(damaged + ".damaged").Length, again.Space.Used);
    }

    [Fact]
    public async Task Reopen_LengthInTheNewestFileDamaged_IsSetAsideAndNotCutOff()
    {
        await using (var host = new LaneHost(folder.Path))
        {
            await host.StoreAsync("a", "b");
        }

        var damaged = Assert.Single(Directory.GetFiles(folder.Path, "*.spool"));
        var length = new FileInfo(damaged).Length;
        Flip(damaged, 2);

        await using var again = new LaneHost(folder.Path);
        Assert.Empty(again.Drain());
        Assert.Equal(length, new FileInfo(damaged + ".damaged").Length);

        // The number is not used again: a second damaged file would replace the first.
        await again.StoreAsync("c");
        Assert.False(File.Exists(damaged));
        Assert.Equal(["c"], again.Drain());
    }

    [Fact]
    public async Task Advance_CrashBeforeThePositionIsWritten_DrainsNoMoreAgainThanThat()
    {
        var options = new SpoolOptions { PositionEvery = 3 };
        await using var host = new LaneHost(folder.Sub("before"), options: options);
        await host.StoreAsync("a", "b", "c", "d", "e", "f");
        Assert.Equal(["a", "b", "c", "d"], host.Drain(4));

        CopyAll(folder.Sub("before"), folder.Sub("after"));

        await using var after = new LaneHost(folder.Sub("after"), options: options);
        Assert.Equal(["d", "e", "f"], after.Drain());
    }

    [Fact]
    public async Task Reopen_PositionUnreadable_DrainsEverythingAgain()
    {
        await using (var host = new LaneHost(folder.Path))
        {
            await host.StoreAsync("a", "b");
            Assert.Equal(["a"], host.Drain(1));
        }

        Flip(Path.Combine(folder.Path, "position"), 3);

        await using var again = new LaneHost(folder.Path);
        Assert.Equal(["a", "b"], again.Drain());
    }

    [Fact]
    public async Task Drain_ManyFilesAndRestarts_KeepsTheOrder()
    {
        var expected = new List<string>();
        var drained = new List<string>();
        for (var life = 0; life < 5; life++)
        {
            await using var host = new LaneHost(folder.Path, options: OneRecordAFile);
            for (var number = 0; number < 6; number++)
            {
                expected.Add($"{life}-{number}");
                await host.StoreAsync(expected[^1]);
            }

            drained.AddRange(host.Drain(4));
        }

        await using var last = new LaneHost(folder.Path, options: OneRecordAFile);
        drained.AddRange(last.Drain());
        Assert.Equal(expected, drained);
        Assert.Equal(0, last.Space.Used);
    }

    public void Dispose() => folder.Dispose();

    private static void Flip(string path, int at)
    {
        var content = File.ReadAllBytes(path);
        content[at] ^= 0x10;
        File.WriteAllBytes(path, content);
    }

    private static void CopyAll(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }
}
