using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using OrleansFailover.Residency.Sealing;
using OrleansFailover.Residency.Sealing.ConversationKeys;
using OrleansFailover.Residency.Sealing.Envelope;

namespace OrleansFailover.Residency.Tests.Sealing;

public sealed class ForgetTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly FakeTimeProvider time = new(new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero));
    private readonly SealingHost home;
    private readonly SealingHost away;

    public ForgetTests() => (home, away) = (SealingHost.Home(folder, time), SealingHost.Away(time));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        home.Dispose();
        away.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Forget_WhatWasSealedInAnyRegion_IsUnreadable()
    {
        var key = await home.Keys.EnsureAsync("eu", Some.Anna, Ct);
        var atHome = home.Sealer.SealBytes(Some.Of(), Some.Content, key);
        var abroad = away.Sealer.SealBytes(Some.Of(message: "wamid.2"), Some.Content, key);
        var beforeItHadAKey = away.Sealer.SealBytes(Some.Of(message: "wamid.0"), Some.Content);
        Assert.Equal(OpenOutcome.Opened, await home.Opener.TryAsync(Some.Of(), atHome));
        Assert.Equal(OpenOutcome.Opened, await home.Opener.TryAsync(Some.Of(message: "wamid.2"), abroad));
        Assert.Equal(OpenOutcome.Opened, await home.Opener.TryAsync(Some.Of(message: "wamid.0"), beforeItHadAKey));

        Assert.Equal(ForgetOutcome.KeyDestroyed, await home.Keys.ForgetAsync("eu", Some.Anna, Ct));

        Assert.Equal(OpenOutcome.Forgotten, await home.Opener.TryAsync(Some.Of(), atHome));
        Assert.Equal(OpenOutcome.Forgotten, await home.Opener.TryAsync(Some.Of(message: "wamid.2"), abroad));
        Assert.Equal(OpenOutcome.Forgotten, await home.Opener.TryAsync(Some.Of(message: "wamid.0"), beforeItHadAKey));
    }

    [Fact]
    public async Task Forget_OtherConversations_AreReadAsBefore()
    {
        var anna = home.Sealer.SealBytes(Some.Of(), Some.Content, await home.Keys.EnsureAsync("eu", Some.Anna, Ct));
        var ben = home.Sealer.SealBytes(Some.Of(conversation: Some.Ben), Some.Content, await home.Keys.EnsureAsync("eu", Some.Ben, Ct));
        var benForTheZone = away.Sealer.SealBytes(Some.Of(conversation: Some.Ben), Some.Content);

        await home.Keys.ForgetAsync("eu", Some.Anna, Ct);

        Assert.Equal(OpenOutcome.Forgotten, await home.Opener.TryAsync(Some.Of(), anna));
        Assert.Equal(OpenOutcome.Opened, await home.Opener.TryAsync(Some.Of(conversation: Some.Ben), ben));
        Assert.Equal(OpenOutcome.Opened, await home.Opener.TryAsync(Some.Of(conversation: Some.Ben), benForTheZone));
    }

    // The mathematics behind the outcome: with the zone's private key, the piece and every file that is left, the private half is nowhere.
    [Fact]
    public async Task Forget_WithTheZonesPrivateKeyAndAllThatIsLeft_TheKeyCannotBeHad()
    {
        var piece = home.Sealer.SealBytes(Some.Of(), Some.Content, await home.Keys.EnsureAsync("eu", Some.Anna, Ct));
        Assert.Equal(Some.Content, await BreakAsync(piece));
        var destroyed = PrivateHalf();

        await home.Keys.ForgetAsync("eu", Some.Anna, Ct);

        Assert.Null(await BreakAsync(piece));
        Assert.All(folder.Files, file => Assert.DoesNotContain(destroyed, File.ReadAllText(file), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Forget_TheBytesOfTheKey_AreWrittenOver()
    {
        await home.Keys.EnsureAsync("eu", Some.Anna, Ct);
        await using var before = new FileStream(folder.Files.Single(file => file.EndsWith(".json", StringComparison.Ordinal)), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var text = new byte[before.Length];
        await before.ReadExactlyAsync(text, Ct);
        Assert.Contains("privateHalf", System.Text.Encoding.UTF8.GetString(text), StringComparison.Ordinal);

        await home.Keys.ForgetAsync("eu", Some.Anna, Ct);

        before.Position = 0;
        await before.ReadExactlyAsync(text, Ct);
        Assert.Equal(new byte[text.Length], text);
    }

    [Fact]
    public async Task Forget_AHostThatOpenedItAMomentAgo_ForgetsItAtOnce()
    {
        using var other = SealingHost.Home(folder, time);
        var piece = home.Sealer.SealBytes(Some.Of(), Some.Content, await home.Keys.EnsureAsync("eu", Some.Anna, Ct));
        Assert.Equal(OpenOutcome.Opened, await other.Opener.TryAsync(Some.Of(), piece));
        Assert.Equal(1, other.Unwrapped.Count);

        await home.Keys.ForgetAsync("eu", Some.Anna, Ct);

        Assert.Equal(OpenOutcome.Forgotten, await other.Opener.TryAsync(Some.Of(), piece));
    }

    [Fact]
    public async Task Forget_ThenTheUserWritesAgain_OnlyTheNewIsRead()
    {
        var oldKey = await home.Keys.EnsureAsync("eu", Some.Anna, Ct);
        var old = home.Sealer.SealBytes(Some.Of(), Some.Content, oldKey);
        await home.Keys.ForgetAsync("eu", Some.Anna, Ct);

        // Another key is there at once: nobody who looks meanwhile seals for the zone what home would refuse.
        var newKey = await home.Keys.FindAsync("eu", Some.Anna, Ct);

        Assert.NotNull(newKey);
        Assert.NotEqual(oldKey, newKey);
        Assert.Equal(newKey, await home.Keys.EnsureAsync("eu", Some.Anna, Ct));
        Assert.Equal(OpenOutcome.Opened, await home.Opener.TryAsync(Some.Of(message: "wamid.9"), away.Sealer.SealBytes(Some.Of(message: "wamid.9"), Some.Content, newKey)));
        Assert.Equal(OpenOutcome.Forgotten, await home.Opener.TryAsync(Some.Of(), old));
        // A region that has not heard of the new key seals with the one that is gone.
        Assert.Equal(OpenOutcome.Forgotten, await home.Opener.TryAsync(Some.Of(message: "wamid.9"), away.Sealer.SealBytes(Some.Of(message: "wamid.9"), Some.Content, oldKey)));
    }

    [Fact]
    public async Task Forget_SealedForTheZoneLater_IsReadPastTheMarginOfTheClocks()
    {
        Assert.Equal(ForgetOutcome.NoKey, await home.Keys.ForgetAsync("eu", Some.Anna, Ct));
        time.Advance(Opener.ClockMargin);
        Assert.Equal(OpenOutcome.Forgotten, await home.Opener.TryAsync(Some.Of(), away.Sealer.SealBytes(Some.Of(), Some.Content)));

        time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(OpenOutcome.Opened, await home.Opener.TryAsync(Some.Of(), away.Sealer.SealBytes(Some.Of(), Some.Content)));
    }

    [Fact]
    public async Task Forget_AClockThatWentBack_DoesNotTakeItBack()
    {
        using var behind = SealingHost.Home(folder, new FakeTimeProvider(time.GetUtcNow() - TimeSpan.FromHours(1)));
        var piece = away.Sealer.SealBytes(Some.Of(), Some.Content);
        await home.Keys.ForgetAsync("eu", Some.Anna, Ct);

        await behind.Keys.ForgetAsync("eu", Some.Anna, Ct);

        Assert.Equal(OpenOutcome.Forgotten, await behind.Opener.TryAsync(Some.Of(), piece));
    }

    [Fact]
    public async Task Find_BeforeThereIsAKey_MakesNone()
    {
        Assert.Null(await home.Keys.FindAsync("eu", Some.Anna, Ct));

        Assert.Empty(folder.Files);
    }

    [Fact]
    public async Task Ensure_ManyAtOnceInTwoHosts_MakesOneKey()
    {
        // They wait for each other's lock, so their clock has to go.
        using SealingHost one = SealingHost.Home(folder, TimeProvider.System), other = SealingHost.Home(folder, TimeProvider.System);
        var keys = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => (i % 2 == 0 ? one : other).Keys.EnsureAsync("eu", Some.Anna, Ct), Ct)));

        Assert.Single(keys.Distinct());
    }

    [Fact]
    public async Task Open_TheStoreOutOfReach_IsToBeTriedAgain()
    {
        var piece = home.Sealer.SealBytes(Some.Of(), Some.Content, await home.Keys.EnsureAsync("eu", Some.Anna, Ct));
        var file = folder.Files.Single(file => file.EndsWith(".json", StringComparison.Ordinal));
        var content = await File.ReadAllBytesAsync(file, Ct);
        foreach (var damage in new[] { content[..^1], "{}"u8.ToArray(), """{"v":2}"""u8.ToArray(), "null"u8.ToArray(), [] })
        {
            await File.WriteAllBytesAsync(file, damage, Ct);
            Assert.Equal(OpenOutcome.KeyUnavailable, await home.Opener.TryAsync(Some.Of(), piece));
        }

        await File.WriteAllBytesAsync(file, content, Ct);
        Assert.Equal(OpenOutcome.Opened, await home.Opener.TryAsync(Some.Of(), piece));
    }

    private string PrivateHalf() =>
        JsonNode.Parse(File.ReadAllText(folder.Files.Single(file => file.EndsWith(".json", StringComparison.Ordinal))))!["key"]!["privateHalf"]!.GetValue<string>();

    // Everything that somebody could do who has the zone's private key and the files.
    private async Task<byte[]?> BreakAsync(byte[] bytes)
    {
        Assert.Equal(EnvelopeFault.None, SealedPiece.TryRead(bytes, out var piece));
        foreach (var file in folder.Files.Where(file => file.EndsWith(".json", StringComparison.Ordinal)))
        {
            var document = System.Text.Json.JsonSerializer.Deserialize(await File.ReadAllBytesAsync(file, Ct), ConversationKeyJsonContext.Default.ConversationKeyDocument);
            if (document?.Key is not { } key || SealedPiece.TryRead(key.PrivateHalf, out var wrapped) is not EnvelopeFault.None)
            {
                continue;
            }

            var dataKey = TestKeys.Of("eu-1").Decrypt(wrapped!.Encapsulated.Span, RSAEncryptionPadding.OaepSHA256);
            var scalar = ZonePiece.TryOpen(wrapped, dataKey, SealContext.OfKey("eu", Some.Anna, key.PublicHalf()!.Id));
            using var pair = ECDiffieHellman.Create(Hpke.Parameters(key.PublicHalf()!.Point, scalar));
            return ConversationPiece.TryOpen(piece!, pair, Some.Of());
        }

        return null;
    }
}
