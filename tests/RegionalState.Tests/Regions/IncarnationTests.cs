using OrleansFailover.RegionalState.Regions;
using OrleansFailover.RegionalState.Tests.Standby.Support;

namespace OrleansFailover.RegionalState.Tests.Regions;

public sealed class IncarnationTests
{
    [Fact]
    public async Task Renew_SilosOfOneRegion_ShareOneIncarnationThatExpiresWithThem()
    {
        await using var regions = new TwoRegions();
        await using var second = regions.NewSilo("west", regions.A.Replica);
        await regions.A.Hosted<HeartbeatService>().BeatAsync(Token);
        Assert.False(await second.Get<Incarnation>().RenewAsync(Token));
        await regions.A.Hosted<HeartbeatService>().BeatAsync(Token);
        Assert.True(await second.Get<Incarnation>().RenewAsync(Token));

        Assert.Equal(regions.A.Get<Incarnation>().Current, second.Get<Incarnation>().Current);
        await regions.A.Redis.KeyExpireAsync(regions.A.Keys.Incarnation, TimeSpan.FromSeconds(1));
        await second.Get<Incarnation>().RenewAsync(Token);
        Assert.InRange((await regions.A.Redis.KeyTimeToLiveAsync(regions.A.Keys.Incarnation))!.Value, TimeSpan.FromSeconds(1.1), TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Renew_LifeThatNobodyIsIn_IsNotTakenUpAndExpires()
    {
        await using var regions = new TwoRegions();
        await regions.A.Hosted<HeartbeatService>().BeatAsync(Token);
        var first = regions.A.Get<Incarnation>().Current;

        // Its silos end, and one starts before the number has expired.
        await regions.RestartAAsync();
        var (pulse, incarnation) = (regions.A.Hosted<HeartbeatService>(), regions.A.Get<Incarnation>());
        await regions.A.Redis.KeyExpireAsync(regions.A.Keys.Incarnation, TimeSpan.FromSeconds(1));
        await pulse.BeatAsync(Token);
        await pulse.BeatAsync(Token);
        Assert.Equal(0, incarnation.Current);
        Assert.Equal(first, (long)await regions.A.Redis.StringGetAsync(regions.A.Keys.Incarnation));

        await Poll.UntilAsync("the region is in a new life", async () =>
        {
            await pulse.BeatAsync(Token);
            return incarnation.Current != 0;
        });
        Assert.True(incarnation.Current > first);
        Assert.Equal(incarnation.Current, (await regions.B.Get<RegionHeartbeats>().ReadAsync(regions.A.Id, Token)).Value!.Incarnation);
    }

    [Fact]
    public async Task Renew_RegionWasGone_LivesUnderAHigherNumberAlsoWithAClockSetBack()
    {
        await using var regions = new TwoRegions();
        await regions.A.Hosted<HeartbeatService>().BeatAsync(Token);
        var first = regions.A.Get<Incarnation>().Current;
        var future = first + 1_000_000_000;

        // The region's Redis remembers a life of a faster clock; then only the peer's does.
        await regions.A.Redis.StringSetAsync(regions.A.Keys.LastIncarnation, future);
        await regions.A.Redis.KeyDeleteAsync(regions.A.Keys.Incarnation);
        await regions.RestartAAsync();
        await regions.A.Hosted<HeartbeatService>().BeatAsync(Token);
        Assert.Equal(future + 1, regions.A.Get<Incarnation>().Current);

        regions.RedisA.Stop();
        regions.RedisA.Start();
        await regions.RestartAAsync();
        await regions.A.Hosted<HeartbeatService>().BeatAsync(Token);
        Assert.Equal(future + 2, regions.A.Get<Incarnation>().Current);
    }

    [Fact]
    public async Task Renew_PeerKnowsALaterLifeThatCouldNotBeAskedFor_TakesALaterOneOnceForAllSilos()
    {
        await using var regions = new TwoRegions();
        await using var second = regions.NewSilo("west", regions.A.Replica);
        await BeatByTurnsAsync(2);
        var future = regions.A.Get<Incarnation>().Current + 1_000_000_000;
        await regions.B.Redis.HashSetAsync(regions.B.Keys.Region(regions.A.Id), "incarnation", future);

        // The first pulse is turned away, by the next one the region lives on as a later life, which its other silo sees move before it is in it.
        await BeatByTurnsAsync(3);

        Assert.Equal(future + 1, regions.A.Get<Incarnation>().Current);
        Assert.Equal(future + 1, second.Get<Incarnation>().Current);
        Assert.Equal(future + 1, (await regions.B.Get<RegionHeartbeats>().ReadAsync(regions.A.Id, Token)).Value!.Incarnation);

        async Task BeatByTurnsAsync(int times)
        {
            for (var i = 0; i < times; i++)
            {
                await regions.A.Hosted<HeartbeatService>().BeatAsync(Token);
                await second.Hosted<HeartbeatService>().BeatAsync(Token);
            }
        }
    }

    [Fact]
    public async Task Renew_RedisCameBackEmptyWhileTheSiloLived_KeepsTheIncarnation()
    {
        await using var regions = new TwoRegions();
        await regions.A.Get<Incarnation>().RenewAsync(Token);
        var life = regions.A.Get<Incarnation>().Current;
        await regions.A.Redis.KeyDeleteAsync(regions.A.Keys.Incarnation);
        await regions.A.Get<Incarnation>().RenewAsync(Token);
        Assert.Equal(life, (long)await regions.A.Redis.StringGetAsync(regions.A.Keys.Incarnation));
    }

    [Fact]
    public async Task Renew_NotInTime_RecoversUnderANewNumberAlthoughNothingWasLost()
    {
        await using var regions = new TwoRegions(
            ("Standby:HeartbeatInterval", "00:00:00.100"),
            ("Standby:StaleAfter", "00:00:00.500"),
            ("Standby:CircuitBreak", "00:00:00.500"),
            ("Standby:IncarnationExpiry", "00:00:00.500"));
        var (pulse, lifecycle, incarnation) =
            (regions.A.Hosted<HeartbeatService>(), regions.A.Get<IRegionLifecycle>(), regions.A.Get<Incarnation>());
        await pulse.BeatAsync(Token);
        var first = incarnation.Current;
        await regions.A.Redis.StringSetAsync(regions.A.Keys.Refilled, first);
        await pulse.BeatAsync(Token);
        Assert.Equal(RegionPhase.Active, lifecycle.Phase);

        await Poll.UntilAsync("the incarnation lapses", () => Task.FromResult(incarnation.HasLapsed));
        Assert.Equal(RegionPhase.Recovering, lifecycle.Phase);
        await pulse.BeatAsync(Token);

        Assert.True(incarnation.Current > first);
        Assert.Equal(RegionPhase.Recovering, lifecycle.Phase);
    }

    [Fact]
    public async Task Beat_OfAnOlderLife_DoesNotWriteOverANewerOne()
    {
        await using var regions = new TwoRegions();
        var heartbeats = regions.A.Get<RegionHeartbeats>();
        await heartbeats.WriteAsync(20, RegionPhase.Active, Token);
        await heartbeats.WriteAsync(10, RegionPhase.Recovering, Token);
        await heartbeats.WriteAsync(20, RegionPhase.Active, Token);
        Assert.Equal(new Heartbeat(20, 2, RegionPhase.Active), (await regions.B.Get<RegionHeartbeats>().ReadAsync(regions.A.Id, Token)).Value);
    }

    [Fact]
    public async Task Read_OwnRedisIsDown_AsksThePeers()
    {
        await using var regions = new TwoRegions();
        await regions.A.Get<RegionHeartbeats>().WriteAsync(20, RegionPhase.Active, Token);
        regions.RedisB.Stop();
        Assert.Equal(20, (await regions.B.Get<RegionHeartbeats>().ReadAsync(regions.A.Id, Token)).Value!.Incarnation);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
