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

        // By the server's clock, which a machine may set back in between.
        var oldestFirst = (await regions.B.Redis.SortedSetRangeByRankAsync(regions.B.Keys.PendingIndex(0))).Select(key => (string)key!).ToArray();
        Assert.Equal(keys.Order(), oldestFirst.Order());
        regions.B.Health.Health = PeerHealth.Unhealthy;
        Assert.Equal(10, await regions.B.Hosted<TakeoverWalker>().WalkAsync(Token));
        Assert.Equal(oldestFirst, regions.B.Takeover.Woken);
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
    public async Task Walk_OwnEvents_WakeNobodyUntilTheirLogHasNotBroughtThemForLong()
    {
        await using var regions = await StartAsync(("Standby:IndexShards", "1"));
        string[] keys = [regions.NewKey(), regions.NewKey(), regions.NewKey()];
        foreach (var key in keys)
        {
            await regions.B.Get<IPendingCopies>().CopyAsync([(key, TwoRegions.Event("own"))], Token);
        }

        regions.B.Health.Health = PeerHealth.Unhealthy;
        Assert.Equal(0, await regions.B.Hosted<TakeoverWalker>().WalkAsync(Token));

        // The control: what stands there for another reason wakes.
        await regions.B.Copies.KeepPendingAsync(keys[0], [TwoRegions.Event("own")], Token);
        Assert.Equal(1, await regions.B.Hosted<TakeoverWalker>().WalkAsync(Token));
        Assert.Equal([keys[0]], regions.B.Takeover.Woken);

        // What came after its turn was over, so that no record removes it, is found at last.
        await regions.B.Redis.SortedSetDecrementAsync(regions.B.Keys.OwnIndex(0), (RedisValue)keys[2], TimeSpan.FromSeconds(61).TotalMilliseconds);
        regions.B.Health.Health = PeerHealth.Healthy;
        regions.B.Takeover.Then = async key => await regions.B.Copies.RecordAsync(key, TestState.New("w"), [new("own")], Token);
        Assert.Equal(1, await regions.B.Hosted<TakeoverWalker>().WalkAsync(Token));
        Assert.Equal([keys[0], keys[2]], regions.B.Takeover.Woken);
        Assert.False(await regions.B.Redis.KeyExistsAsync(regions.B.Keys.Pending(keys[2])));
        Assert.Null(await regions.B.OwnScoreAsync(keys[2]));
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

    [Theory]
    [InlineData(4)]
    [InlineData(16)]
    public async Task Walk_ManyConversations_WakesNoMoreAtATimeThanItsBound(int bound)
    {
        await using var regions = await StartAsync(("Standby:IndexShards", "8"), ("Standby:TakeoverConcurrency", $"{bound}"), ("Standby:WalkBatch", "5"));
        string[] keys = [.. Enumerable.Range(0, 48).Select(_ => regions.NewKey())];
        foreach (var key in keys)
        {
            await regions.B.Copies.KeepPendingAsync(key, [TwoRegions.Event("1")], Token);
        }

        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var (running, most) = (0, 0);
        regions.B.Takeover.Then = async _ =>
        {
            lock (release)
            {
                most = Math.Max(most, ++running);
            }

            await release.Task;
            lock (release)
            {
                running--;
            }
        };
        regions.B.Health.Health = PeerHealth.Unhealthy;
        var walk = regions.B.Hosted<TakeoverWalker>().WalkAsync(Token);
        await Poll.UntilAsync("as many as allowed are under way", () => Task.FromResult(Volatile.Read(ref running) == bound));
        release.SetResult();

        Assert.Equal(48, await walk);
        Assert.Equal(bound, most);
        Assert.Equal(keys.Order(), regions.B.Takeover.Woken.Order());
    }

    [Fact]
    public async Task Walk_SiloEndsInTheMiddle_AnotherOneGoesOnWhenItsLeaseIsOver()
    {
        await using var regions = await StartAsync(
            ("Standby:IndexShards", "1"), ("Standby:TakeoverConcurrency", "1"), ("Standby:WalkBatch", "3"), ("Standby:LeaseDuration", "00:00:01"));
        string[] keys = [.. Enumerable.Range(0, 10).Select(_ => regions.NewKey())];
        foreach (var key in keys)
        {
            await regions.B.Copies.KeepPendingAsync(key, [TwoRegions.Event("1")], Token);
        }

        // What was woken is answered and no longer pending; the silo ends while it wakes the fifth.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Token);
        regions.B.Takeover.Then = key => regions.B.Takeover.Woken.Count == 5 ? end.CancelAsync() : SettleAsync(regions.B, key);
        regions.B.Health.Health = PeerHealth.Unhealthy;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => regions.B.Hosted<TakeoverWalker>().WalkAsync(end.Token));
        Assert.Equal(5, regions.B.Takeover.Woken.Count);

        await using var other = regions.NewSilo("north", regions.B.Replica);
        other.Takeover.Then = key => SettleAsync(other, key);
        other.Health.Health = PeerHealth.Unhealthy;
        await other.Get<RegionLifecycle>().StepAsync(Token);
        await Poll.UntilAsync("another silo has woken the rest", async () => await other.Hosted<TakeoverWalker>().WalkAsync(Token) > 0 || !other.Takeover.Woken.IsEmpty);
        Assert.Equal(regions.B.Takeover.Woken.Last(), other.Takeover.Woken.First());
        Assert.Equal(keys.Order(), regions.B.Takeover.Woken.Take(4).Concat(other.Takeover.Woken).Order());
    }

    private static async Task SettleAsync(TestRegion region, string key) =>
        await region.Copies.RecordAsync(key, TestState.New("w"), [new("1")], Token);

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
