using System.Text.Json;
using Microsoft.Extensions.Options;
using OrleansFailover.WebhookGateway.DeadLetters;

namespace OrleansFailover.WebhookGateway.Tests.DeadLetters;

public sealed class FileDeadLetterStoreTests : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("dead-letters-");

    public void Dispose() => directory.Delete(recursive: true);

    [Fact]
    public async Task Store_ALetter_IsOneReadableFileWithTheBytes()
    {
        using var store = StoreOf();

        await store.StoreAsync(Letter([0, 255, 10]), TestContext.Current.CancellationToken);

        var file = Assert.Single(directory.GetFiles());
        Assert.StartsWith("20261123T221600", file.Name, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(file.FullName, TestContext.Current.CancellationToken));
        Assert.Equal(1, json.RootElement.GetProperty("v").GetInt32());
        Assert.Equal("unreadable", json.RootElement.GetProperty("reason").GetString());
        Assert.Equal("eastus", json.RootElement.GetProperty("region").GetString());
        Assert.Equal("webhook", json.RootElement.GetProperty("source").GetString());
        Assert.Equal(new byte[] { 0, 255, 10 }, json.RootElement.GetProperty("webhook").GetBytesFromBase64());
        Assert.False(json.RootElement.TryGetProperty("envelope", out _));
        var read = JsonSerializer.Deserialize(await File.ReadAllBytesAsync(file.FullName, TestContext.Current.CancellationToken), DeadLetterJsonContext.Default.DeadLetter)!;
        Assert.Equal([0, 255, 10], read.Webhook!.Value.ToArray());
    }

    [Fact]
    public async Task Store_ManyAtOnce_KeepsEach()
    {
        using var store = StoreOf();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => store.StoreAsync(Letter([(byte)i]), TestContext.Current.CancellationToken)));

        Assert.Equal(50, directory.GetFiles().Length);
    }

    [Fact]
    public async Task Store_Full_RefusesAlsoAfterARestart()
    {
        using (var store = StoreOf(options => options.MaxRecords = 2))
        {
            await store.StoreAsync(Letter([1]), TestContext.Current.CancellationToken);
            await store.StoreAsync(Letter([2]), TestContext.Current.CancellationToken);
            var full = await Assert.ThrowsAsync<DeadLetterStoreException>(() => store.StoreAsync(Letter([3]), TestContext.Current.CancellationToken));
            Assert.Contains("2 records of 2", full.Message, StringComparison.Ordinal);
        }

        using var again = StoreOf(options => options.MaxRecords = 2);
        await Assert.ThrowsAsync<DeadLetterStoreException>(() => again.StoreAsync(Letter([3]), TestContext.Current.CancellationToken));
        Assert.Equal(2, directory.GetFiles().Length);
    }

    [Fact]
    public async Task Store_TooManyBytes_Refuses()
    {
        using var store = StoreOf(options => options.MaxBytes = 1024 * 1024);

        await store.StoreAsync(Letter(new byte[500_000]), TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<DeadLetterStoreException>(() => store.StoreAsync(Letter(new byte[500_000]), TestContext.Current.CancellationToken));
        await store.StoreAsync(Letter(new byte[50_000]), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Store_DirectoryGone_RefusesAndTakesNoPlace()
    {
        using var store = StoreOf(options => options.MaxRecords = 1);
        directory.Delete(recursive: true);

        await Assert.ThrowsAsync<DeadLetterStoreException>(() => store.StoreAsync(Letter([1]), TestContext.Current.CancellationToken));
        directory.Create();
        await store.StoreAsync(Letter([1]), TestContext.Current.CancellationToken);

        Assert.Single(directory.GetFiles());
    }

    private FileDeadLetterStore StoreOf(Action<DeadLetterOptions>? configure = null)
    {
        var options = new DeadLetterOptions { Directory = directory.FullName };
        configure?.Invoke(options);
        return new(Options.Create(options));
    }

    private static DeadLetter Letter(byte[] content) => new()
    {
        Reason = "unreadable",
        Region = "eastus",
        Time = new DateTimeOffset(2026, 11, 23, 22, 16, 0, TimeSpan.Zero),
        Source = "webhook",
        Webhook = content,
    };
}
