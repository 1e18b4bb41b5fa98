using Microsoft.Extensions.Time.Testing;
using OrleansFailover.Residency.Sealing;
using OrleansFailover.Residency.Sealing.ConversationKeys;

namespace OrleansFailover.Residency.Tests.Sealing;

public sealed class RotationTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly FakeTimeProvider time = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Rotate_EachStep_WhatEitherKeySealedIsRead()
    {
        byte[] old, fresh;
        using (var away = SealingHost.Away(eu: "eu-1"))
        {
            old = away.Sealer.SealBytes(Some.Of(), Some.Content);
        }

        using (var away = SealingHost.Away(eu: "eu-2 eu-1"))
        {
            fresh = away.Sealer.SealBytes(Some.Of(), Some.Content);
        }

        // The home has to know the next key before anybody seals with it.
        using var before = SealingHost.Home(folder, time, "eu-1");
        Assert.Equal(OpenOutcome.UnknownKey, await before.Opener.TryAsync(Some.Of(), fresh));

        foreach (var step in new[] { "eu-1 eu-2", "eu-2 eu-1" })
        {
            using var home = SealingHost.Home(folder, time, step);
            Assert.Equal(OpenOutcome.Opened, await home.Opener.TryAsync(Some.Of(), old));
            Assert.Equal(OpenOutcome.Opened, await home.Opener.TryAsync(Some.Of(), fresh));
        }

        using var after = SealingHost.Home(folder, time, "eu-2 -eu-1");
        Assert.Equal(OpenOutcome.RetiredKey, await after.Opener.TryAsync(Some.Of(), old));
        Assert.Equal(OpenOutcome.Opened, await after.Opener.TryAsync(Some.Of(), fresh));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Retire_ConversationsKeys_AreReadWhenTheyWereRewrappedBefore(bool rewrapped)
    {
        byte[] anna, ben;
        using (var home = SealingHost.Home(folder, time, "eu-1"))
        {
            anna = home.Sealer.SealBytes(Some.Of(), Some.Content, await home.Keys.EnsureAsync("eu", Some.Anna, Ct));
            ben = home.Sealer.SealBytes(Some.Of(conversation: Some.Ben), Some.Content, await home.Keys.EnsureAsync("eu", Some.Ben, Ct));
            await home.Keys.ForgetAsync("eu", Some.Ben, Ct);
        }

        if (rewrapped)
        {
            using var home = SealingHost.Home(folder, time, "eu-2 eu-1");
            Assert.Equal(new RewrapResult(2, 0, 0), await home.Keys.RewrapAsync("eu", Ct));
            Assert.Equal(new RewrapResult(0, 2, 0), await home.Keys.RewrapAsync("eu", Ct));
        }

        using var after = SealingHost.Home(folder, time, "eu-2 -eu-1");
        Assert.Equal(rewrapped ? OpenOutcome.Opened : OpenOutcome.RetiredKey, await after.Opener.TryAsync(Some.Of(), anna));
        Assert.Equal(OpenOutcome.Forgotten, await after.Opener.TryAsync(Some.Of(conversation: Some.Ben), ben));
        Assert.Equal(rewrapped ? new RewrapResult(0, 2, 0) : new RewrapResult(0, 0, 2), await after.Keys.RewrapAsync("eu", Ct));
        Assert.Equal(rewrapped, await after.Keys.EnsureAsync("eu", Some.Anna, Ct) is not null);
    }
}
