using OrleansFailover.Drill.Channel;
using OrleansFailover.Drill.Cluster;
using OrleansFailover.Drill.Scenarios;

namespace OrleansFailover.Drill.Tests.EndToEnd;

/// <summary>The region loss against the real processes, with its control.</summary>
[Trait("Category", "EndToEnd")]
[Collection("one stack at a time")]
public sealed class RegionLossTests
{
    [Fact]
    public async Task Play_RegionLossAtLongLag_HoldsEveryPromise()
    {
        var result = await PlayAsync(Protections.None);

        Assert.All(result.Promises, promise => Assert.True(promise.Held, $"{promise.Name}: {promise.Checked} checked, {string.Join("; ", promise.Examples)}"));
    }

    [Fact]
    public async Task Play_RegionLossOverALinkedSession_HoldsEveryPromise()
    {
        var result = await PlayAsync(Protections.None, ChannelKind.Wasender);

        Assert.All(result.Promises, promise => Assert.True(promise.Held, $"{promise.Name}: {promise.Checked} checked, {string.Join("; ", promise.Examples)}"));
    }

    [Fact]
    public async Task Play_RegionLossAtLongLagWithoutCopiesOfLastTurns_AsksAgain()
    {
        var result = await PlayAsync(Protections.RecentTurns);

        Assert.Contains(result.Promises, promise => promise is { Name: "never-asked-twice", Broken: > 0 });
    }

    private static async Task<RunResult> PlayAsync(Protections without, ChannelKind channel = ChannelKind.CloudApi)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var settings = new RunSettings(new RegionLoss(), 20, TimeSpan.FromSeconds(20), 1, without, TimeSpan.FromSeconds(60));
        await using var session = await Session.StartAsync(
            settings.Lag, without, channel, restricts: false, stack => stack.StartAsync(_ => { }, cancellationToken), TimeProvider.System, cancellationToken);
        return await session.PlayAsync(settings, heals: false, _ => { }, cancellationToken);
    }
}
