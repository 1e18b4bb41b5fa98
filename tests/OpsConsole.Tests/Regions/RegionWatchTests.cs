using Microsoft.Extensions.Logging.Abstractions;
using OrleansFailover.OpsConsole.Charts;
using OrleansFailover.OpsConsole.Http;
using OrleansFailover.OpsConsole.Incidents;
using OrleansFailover.OpsConsole.Options;
using OrleansFailover.OpsConsole.Regions;
using OrleansFailover.OpsConsole.Tests.Support;

namespace OrleansFailover.OpsConsole.Tests.Regions;

public sealed class RegionWatchTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Watch_OneRegionHangs_TheOtherOneIsLookedAtAllTheSame()
    {
        await using var east = await FakeHost.HangingAsync();
        await using var west = await FakeHost.HealthyAsync();

        var readings = await LookAsync(east.Address, west.Address, readings => readings.All(region => region.Condition is not RegionCondition.Unknown));

        Assert.Equal((HostState.Silent, RegionCondition.Inconclusive), (readings[0].Gateway.State, readings[0].Condition));
        Assert.Equal(RegionCondition.Healthy, readings[1].Condition);
        Assert.Equal(new PartReading("store", "Healthy", "reads and writes"), Assert.Single(readings[1].Gateway.Parts));
    }

    [Fact]
    public async Task Watch_NobodyListens_TheOtherOneIsLookedAtAllTheSame()
    {
        await using var west = await FakeHost.HealthyAsync();

        var readings = await LookAsync(null, west.Address, readings => readings.All(region => region.Condition is not RegionCondition.Unknown));

        Assert.Equal([RegionCondition.Inconclusive, RegionCondition.Healthy], readings.Select(region => region.Condition));
    }

    [Fact]
    public async Task Watch_Health_IsAskedForWithoutTheToken()
    {
        await using var west = await FakeHost.HealthyAsync();

        await LookAsync(null, west.Address, readings => readings[1].Condition is RegionCondition.Healthy);

        Assert.Contains(("/health", null), west.Asked);
        Assert.Contains(("/admin/metrics", "Bearer a-token-of-the-tests"), west.Asked);
        Assert.DoesNotContain(west.Asked, asked => asked is { Path: "/health", Token: not null });
    }

    private static async Task<IReadOnlyList<RegionReading>> LookAsync(Uri? east, Uri? west, Func<IReadOnlyList<RegionReading>, bool> until)
    {
        var settings = Settings.Of(east, west);
        var board = new RegionBoard(settings, new SignalLog(settings), TimeProvider.System);
        var metrics = new MetricsBoard(settings, TimeProvider.System);
        using var http = new HostHttp(settings, TimeProvider.System);
        using var watch = new RegionWatch(http, board, metrics, settings, TimeProvider.System, NullLogger<RegionWatch>.Instance);
        var seen = new TaskCompletionSource<IReadOnlyList<RegionReading>>(TaskCreationOptions.RunContinuationsAsynchronously);
        metrics.Changed += () =>
        {
            if (board.Readings is var readings && until(readings))
            {
                seen.TrySetResult(readings);
            }
        };
        await watch.StartAsync(TestContext.Current.CancellationToken);
        try
        {
            return await seen.Task.WaitAsync(Bound, TimeProvider.System, TestContext.Current.CancellationToken);
        }
        finally
        {
            await watch.StopAsync(CancellationToken.None);
        }
    }
}
