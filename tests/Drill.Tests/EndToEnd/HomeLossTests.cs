using OrleansFailover.Drill.Canaries;
using OrleansFailover.Drill.Channel;
using OrleansFailover.Drill.Cluster;
using OrleansFailover.Drill.Scenarios;

namespace OrleansFailover.Drill.Tests.EndToEnd;

/// <summary>The loss of a home region against the real processes, with its control.</summary>
[Trait("Category", "EndToEnd")]
[Collection("one stack at a time")]
public sealed class HomeLossTests
{
    [Fact]
    public async Task Play_HomeIsLostAndReturns_NothingReadableIsAbroadAndEveryConversationEndsAtHome()
    {
        var result = await PlayAsync(Protections.None);

        Assert.Empty(result.Unproven);
        Assert.Empty(result.Incomplete);
        Assert.Empty(result.Canaries);
        Assert.All(result.Promises, promise => Assert.True(promise.Held, $"{promise.Name}: {promise.Checked} checked, {string.Join("; ", promise.Examples)}"));
        Assert.Equal(4 * 5, Assert.Single(result.Promises, promise => promise.Name == CanaryWatch.Promise).Checked);
    }

    [Fact]
    public async Task Play_HomeIsLostWithoutMasking_FindsWhatWasSaidAndByWhom()
    {
        var result = await PlayAsync(Protections.Masking);

        Assert.True(Assert.Single(result.Promises, promise => promise.Name == CanaryWatch.Promise).Broken > 0);
        Assert.Equal(
            [HoldingPlace.Documents, HoldingPlace.LogTopics],
            result.Canaries.Select(finding => finding.Place).Distinct().Order().Where(place => place is HoldingPlace.Documents or HoldingPlace.LogTopics));
        Assert.Equal(Enum.GetValues<CanaryKind>(), result.Canaries.Select(finding => finding.Kind).Distinct().Order());
    }

    private static async Task<RunResult> PlayAsync(Protections without)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var settings = new RunSettings(new HomeLoss(), 8, TimeSpan.FromSeconds(10), 1, without, TimeSpan.FromSeconds(60));
        await using var session = await Session.StartAsync(
            settings.Lag, without, ChannelKind.CloudApi, restricts: true, stack => stack.StartAsync(_ => { }, cancellationToken), TimeProvider.System, cancellationToken);
        return await session.PlayAsync(settings, heals: false, _ => { }, cancellationToken);
    }
}
