using OrleansFailover.DeadLetters.Storage;
using OrleansFailover.DeadLetters.Tests.Support;

namespace OrleansFailover.DeadLetters.Tests.Storage;

public sealed class FileFolderTests : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("dead-letters-");
    private readonly Stores stores = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        stores.Dispose();
        directory.Delete(recursive: true);
    }

    [Fact]
    public async Task Store_Full_RefusesAlsoAfterARestartAndSettlesStill()
    {
        using (var folder = FolderOf(options => options.MaxRecords = 2))
        {
            var store = stores.Over(folder);
            var id = await store.StoreAsync(Letters.Webhook(1, "1"), Ct);
            await store.StoreAsync(Letters.Webhook(2, "2"), Ct);
            var full = await Assert.ThrowsAsync<DeadLetterStoreException>(() => store.StoreAsync(Letters.Webhook(3, "3"), Ct));
            Assert.Contains("2 records of 2", full.Message, StringComparison.Ordinal);
            Assert.Equal(DeadLetterStatus.Replayed, await store.SettleAsync(id.Value, DeadLetterStatus.Replayed, Ct));
        }

        using var again = FolderOf(options => options.MaxRecords = 2);
        await Assert.ThrowsAsync<DeadLetterStoreException>(() => stores.Over(again).StoreAsync(Letters.Webhook(3, "3"), Ct));
        Assert.Equal(2, directory.GetFiles("*.json").Length);
    }

    [Fact]
    public async Task Store_AnotherProcessMadePlace_TakesAgain()
    {
        using var folder = FolderOf(options => options.MaxRecords = 1);
        using var other = FolderOf(options => options.MaxRecords = 1);
        var id = await stores.Over(folder).StoreAsync(Letters.Webhook(1, "1"), Ct);
        await stores.Over(other).SettleAsync(id.Value, DeadLetterStatus.Discarded, Ct);
        Assert.Equal(1, await stores.Over(other).PurgeAsync(stores.Clock.GetUtcNow().AddSeconds(1), Ct));

        await Assert.ThrowsAsync<DeadLetterStoreException>(() => stores.Over(folder).StoreAsync(Letters.Webhook(2, "2"), Ct));
        stores.Clock.Advance(TimeSpan.FromSeconds(2));
        await stores.Over(folder).StoreAsync(Letters.Webhook(2, "2"), Ct);
    }

    [Fact]
    public async Task Store_TooManyBytes_Refuses()
    {
        using var folder = FolderOf(options => options.MaxBytes = 1024 * 1024);
        var store = stores.Over(folder);

        await store.StoreAsync(Letters.Webhook(0, new string('x', 500_000)), Ct);

        await Assert.ThrowsAsync<DeadLetterStoreException>(() => store.StoreAsync(Letters.Webhook(1, new string('x', 500_000)), Ct));
        await store.StoreAsync(Letters.Webhook(2, new string('x', 50_000)), Ct);
    }

    [Fact]
    public async Task Store_DirectoryGone_RefusesAndTakesNoPlace()
    {
        using var folder = FolderOf(options => options.MaxRecords = 1);
        directory.Delete(recursive: true);

        await Assert.ThrowsAsync<DeadLetterStoreException>(() => stores.Over(folder).StoreAsync(Letters.Webhook(0, "1"), Ct));
        directory.Create();
        await stores.Over(folder).StoreAsync(Letters.Webhook(0, "1"), Ct);

        Assert.Single(directory.GetFiles());
    }

    [Fact]
    public async Task List_UnfinishedAndForeignFiles_AreLeftOut()
    {
        using var folder = FolderOf();
        await File.WriteAllTextAsync(Path.Combine(directory.FullName, "half.tmp"), "{", Ct);
        await File.WriteAllTextAsync(Path.Combine(directory.FullName, "README.json"), "{", Ct);
        await stores.Over(folder).StoreAsync(Letters.Webhook(0, "1"), Ct);

        Assert.Single((await stores.Over(folder).ListAsync(new() { Status = null }, null, 10, Ct)).Items);
    }

    [Fact]
    public async Task Start_UnfinishedFileOfLongAgo_IsRemoved()
    {
        var old = Path.Combine(directory.FullName, "old.tmp");
        var young = Path.Combine(directory.FullName, "young.tmp");
        await File.WriteAllTextAsync(old, "{", Ct);
        await File.WriteAllTextAsync(young, "{", Ct);
        File.SetLastWriteTimeUtc(old, stores.Clock.GetUtcNow().UtcDateTime.AddHours(-2));
        File.SetLastWriteTimeUtc(young, stores.Clock.GetUtcNow().UtcDateTime);

        using var folder = FolderOf();

        Assert.False(File.Exists(old));
        Assert.True(File.Exists(young));
    }

    private FileFolder FolderOf(Action<DeadLetterOptions>? configure = null)
    {
        var options = new DeadLetterOptions { Directory = directory.FullName };
        configure?.Invoke(options);
        return new(options, stores.Clock);
    }
}
