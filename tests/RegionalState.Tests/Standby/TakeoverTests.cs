using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.RegionalState.Regions;
using OrleansFailover.RegionalState.Standby;
using OrleansFailover.RegionalState.Tests.Standby.Support;
using StackExchange.Redis;

namespace OrleansFailover.RegionalState.Tests.Standby;

public sealed class TakeoverTests
{
    [Fact]
    public async Task Walk_PeerIsDown_WakesEveryConversationOldestFirst()
    {
        await using var regions = await StartAsync(("Standby:IndexShards", "1"), ("Standby:TakeoverConcurrency", "1"), ("Standby:WalkBatch", "3"));
        string[] keys = [.. Enumerable.Range(0, 10).Select(_ => regions.NewKey())];
        foreach (var key in keys)
        {
            // The index counts in ms.
            await regions.A.Get<IPendingCopies>().CopyAsync([(key, TwoRegions.Event("1"))], Token);
            await Task.Delay(TimeSpan.FromMilliseconds(3), TimeProvider.System, Token);
        }

        regions.B.Health.Health = PeerHealth.Unhealthy;
        Assert.Equal(10, await regions.B.Hosted<TakeoverWalker>().WalkAsync(Token));
        Assert.Equal(keys, regions.B.Takeover.Woken);
    }

    [Fact]
    public async Task Walk_PeerLives_WakesOnlyWhatWaitsTooLong()
    {
        await using var regions = await StartAsync(("Standby:IndexShards", "1"));
        string[] keys = [regions.NewKey(), regions.NewKey()];
        foreach (var key in keys)
        {
            await regions.B.Copies.KeepPendingAsync(key, [TwoRegions.Event("1")], Token);
        }

        await Backdate(regions.B, keys[1], TimeSpan.FromSeconds(9));
        Assert.Equal(1, await regions.B.Hosted<TakeoverWalker>().WalkAsync(Token));
        Assert.Equal([keys[1]], regions.B.Takeover.Woken);
    }

    [Fact]
    public async Task Walk_RegionIsRecovering_WakesNobody()
    {
        await using var regions = new TwoRegions();
        await regions.B.Copies.KeepPendingAsync(regions.NewKey(), [TwoRegions.Event("1")], Token);
        regions.B.Health.Health = PeerHealth.Unhealthy;
        Assert.Equal(0, await regions.B.Hosted<TakeoverWalker>().WalkAsync(Token));
    }

    [Fact]
    public async Task Walk_OneTakeoverFailsAndOneHangs_WakesTheOthers()
    {
        await using var regions = await StartAsync(("Standby:TakeoverTimeout", "00:00:00.200"));
        string[] keys = [.. Enumerable.Range(0, 5).Select(_ => regions.NewKey())];
        foreach (var key in keys)
        {
            await regions.B.Copies.KeepPendingAsync(key, [TwoRegions.Event("1")], Token);
        }

        regions.B.Takeover.Then = key => key == keys[0] ? throw new InvalidOperationException("poison") : key == keys[1] ? Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, Token) : Task.CompletedTask;
        regions.B.Health.Health = PeerHealth.Unhealthy;
        Assert.Equal(3, await regions.B.Hosted<TakeoverWalker>().WalkAsync(Token));
        Assert.Equal(5, regions.B.Takeover.Woken.Count);
    }

    [Fact]
    public async Task Walk_IndexNamesAConversationWithNothingPending_MendsTheIndex()
    {
        await using var regions = await StartAsync();
        var key = regions.NewKey();
        await regions.B.Redis.SortedSetAddAsync(regions.B.Keys.PendingIndex(regions.B.Keys.ShardOf(key)), key, 1);
        Assert.Equal(0, await regions.B.Hosted<TakeoverWalker>().WalkAsync(Token));
        Assert.Null(await regions.B.PendingScoreAsync(key));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<TwoRegions> StartAsync(params (string, string)[] settings)
    {
        var regions = new TwoRegions(settings);
        regions.B.Health.Health = PeerHealth.Unhealthy;
        await regions.B.Get<Incarnation>().RenewAsync(Token);
        await regions.B.Get<RegionLifecycle>().StepAsync(Token);
        Assert.Equal(RegionPhase.Active, regions.B.Get<IRegionLifecycle>().Phase);
        regions.B.Health.Health = PeerHealth.Healthy;
        return regions;
    }

    private static async Task Backdate(TestRegion region, string key, TimeSpan by) =>
        await region.Redis.SortedSetDecrementAsync(region.Keys.PendingIndex(region.Keys.ShardOf(key)), (RedisValue)key, by.TotalMilliseconds);
}
