using OrleansFailover.Drill.Cluster;
using OrleansFailover.Drill.Scenarios;
using OrleansFailover.Drill.Stack;

namespace OrleansFailover.Drill.Tests.EndToEnd;

/// <summary>The region loss against the real processes, with its control.</summary>
[Trait("Category", "EndToEnd")]
public sealed class RegionLossTests
{
    [Fact]
    public async Task Play_RegionLossAtLongLag_HoldsEveryPromise()
    {
        var result = await PlayAsync(withoutRecentTurns: false);

        Assert.All(result.Promises, promise => Assert.True(promise.Held, $"{promise.Name}: {promise.Checked} checked, {string.Join("; ", promise.Examples)}"));
    }

    [Fact]
    public async Task Play_RegionLossAtLongLagWithoutCopiesOfLastTurns_AsksAgain()
    {
        var result = await PlayAsync(withoutRecentTurns: true);

        Assert.Contains(result.Promises, promise => promise is { Name: "never-asked-twice", Broken: > 0 });
    }

    private static async Task<RunResult> PlayAsync(bool withoutRecentTurns)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var settings = new RunSettings(
            new RegionLoss(), 20, TimeSpan.FromSeconds(20), 1, withoutRecentTurns, TimeSpan.FromSeconds(60));
        await using var stack = await LocalStack.CreateAsync(
            new StackSettings
            {
                EdgePort = FreePorts.Take(1)[0],
                Script = Scripts.SixQuestions,
                Lag = settings.Lag,
                WithoutRecentTurns = withoutRecentTurns,
                QuoteMessages = true,
            },
            TimeProvider.System,
            cancellationToken);
        await stack.Cluster.StartAsync(_ => { }, cancellationToken);
        return await new ScenarioRun(TimeProvider.System).PlayAsync(
            settings, stack.Channel, new ClusterFaults(stack.Cluster), StackSettings.Regions[0], _ => { }, cancellationToken);
    }
}
