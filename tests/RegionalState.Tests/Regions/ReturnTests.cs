using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.RegionalState.Regions;
using OrleansFailover.RegionalState.Standby;
using OrleansFailover.RegionalState.Tests.Standby.Support;

namespace OrleansFailover.RegionalState.Tests.Regions;

public sealed class ReturnTests
{
    private static readonly (string, string)[] Real = [("Test:RealHealth", "true")];

    [Fact]
    public async Task Start_BothRegionsForTheFirstTime_RefillEachOtherAndNeitherWaits()
    {
        await using var regions = new TwoRegions(Real);
        var watch = Stopwatch.StartNew();
        await using var a = await Loops.StartAsync(regions.A);
        await using var b = await Loops.StartAsync(regions.B);
        await Task.WhenAll(ActiveAsync(regions.A), ActiveAsync(regions.B));

        // The stale bound of 2 s is enough on an idle machine; the rest is for a busy one.
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        TestContext.Current.TestOutputHelper?.WriteLine($"both active after {watch.Elapsed}");
    }

    [Fact]
    public async Task Start_PeerIsDown_IsActiveAfterTheStaleBound()
    {
        await using var regions = new TwoRegions(Real);
        regions.RedisB.Stop();
        await using var a = await Loops.StartAsync(regions.A);
        await ActiveAsync(regions.A);
        Assert.Equal(PeerHealth.Unhealthy, regions.A.Get<IPeerHealth>().Of(regions.B.Id));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public async Task Return_PeerTookTurnsMeanwhile_TakesNoEventsBeforeItHasThem(bool emptied, bool withinItsLife)
    {
        await using var regions = withinItsLife ? new TwoRegions([.. Real, ("Standby:IncarnationExpiry", "00:00:05")]) : new TwoRegions(Real);
        await using var b = await Loops.StartAsync(regions.B);
        string[] keys = [.. Enumerable.Range(0, withinItsLife ? 3 : 300).Select(_ => regions.NewKey())];
        await using (await Loops.StartAsync(regions.A))
        {
            await Task.WhenAll(ActiveAsync(regions.A), ActiveAsync(regions.B));
            foreach (var key in keys)
            {
                await regions.A.WriteTurnAsync(key, TestState.New("a").Write("A before"));
            }

            await regions.B.Copies.KeepPendingAsync(keys[0], [TwoRegions.Event("owed")], Token);
        }

        if (!withinItsLife)
        {
            await LoseAAsync(regions, emptied);
        }

        foreach (var key in keys)
        {
            await regions.B.WriteTurnAsync(key, TestState.New("b").Write("B meanwhile"));
            if (!emptied)
            {
                // A's Redis keeps what it has, but B could not reach it.
                await DeleteAsync(regions, key, "north");
            }
        }

        // What B acks now is in its own log and, with A's Redis gone, pending nowhere else.
        Assert.Equal(emptied ? 1 : 0, await regions.B.Get<IPendingCopies>().CopyAsync([(keys[0], TwoRegions.Event("acked"))], Token));

        await regions.RestartAAsync();
        if (emptied)
        {
            regions.RedisA.Start();
        }

        Assert.Equal(withinItsLife, await regions.A.Redis.KeyExistsAsync(regions.A.Keys.Incarnation));
        await using var returned = await Loops.StartAsync(regions.A);
        Assert.Equal(HealthStatus.Unhealthy, (await new RegionHealthCheck(regions.A.Get<IRegionLifecycle>()).CheckHealthAsync(new(), Token)).Status);
        Assert.Equal(RegionPhase.Recovering, regions.A.Get<IRegionLifecycle>().Phase);
        await ActiveAsync(regions.A);

        foreach (var key in keys)
        {
            Assert.Equal(["A before", "B meanwhile"], (await regions.A.OpenAsync(key)).News!.Words);
        }

        Assert.Equal(["acked", "owed"], (await regions.A.OpenAsync(keys[0])).Pending.Select(entry => entry.Id.Value).Order());
        Assert.Equal(HealthStatus.Healthy, (await new RegionHealthCheck(regions.A.Get<IRegionLifecycle>()).CheckHealthAsync(new(), Token)).Status);
    }

    [Fact]
    public async Task Start_ConnectionsComeUpLate_CallsNoPeerThatLivesDown()
    {
        await using var regions = new TwoRegions(Real);
        await regions.B.Get<RegionHeartbeats>().WriteAsync(1, RegionPhase.Active, Token);
        var time = new FakeTimeProvider();
        using var monitor = ActivatorUtilities.CreateInstance<PeerMonitor>(regions.A.Get<IServiceProvider>(), time);
        regions.RedisA.Stop();
        regions.RedisB.Stop();
        for (var look = 0; look < 5; look++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await monitor.LookAsync(Token);
            Assert.NotEqual(PeerHealth.Unhealthy, monitor.Of(regions.B.Id));
        }

        // From the first answer on silence counts, and a peer that is down is called so.
        regions.RedisA.Start();
        await Poll.UntilAsync("A's Redis answers", async () => (await regions.A.Get<RegionHeartbeats>().ReadAsync(regions.B.Id, Token)).Answered);
        await monitor.LookAsync(Token);
        Assert.NotEqual(PeerHealth.Unhealthy, monitor.Of(regions.B.Id));
        Assert.Null(monitor.SilentSince(regions.B.Id));
        var heard = time.GetUtcNow();
        time.Advance(TimeSpan.FromSeconds(2));
        await monitor.LookAsync(Token);
        Assert.Equal(PeerHealth.Unhealthy, monitor.Of(regions.B.Id));
        Assert.Equal(heard, monitor.SilentSince(regions.B.Id));
        Assert.Null(monitor.SilentSince(regions.A.Id));
    }

    [Fact]
    public async Task Return_HeartbeatsOfALivingPeerDoNotGetHere_StaysRecoveringWhileThePeersRedisShowsItsLife()
    {
        await using var regions = new TwoRegions(("Standby:IncarnationExpiry", "00:02:00"));
        regions.A.Health.Health = PeerHealth.Unhealthy;
        await regions.A.Get<Incarnation>().RenewAsync(Token);
        await regions.B.Get<RegionHeartbeats>().WriteAsync(1, RegionPhase.Active, Token);
        await regions.A.Get<RegionLifecycle>().StepAsync(Token);
        Assert.Equal(RegionPhase.Recovering, regions.A.Get<IRegionLifecycle>().Phase);

        // Its life is over: its own Redis has let go of it.
        await regions.B.Redis.KeyDeleteAsync(regions.B.Keys.Region(regions.B.Id));
        await regions.A.Get<RegionLifecycle>().StepAsync(Token);
        Assert.Equal(RegionPhase.Active, regions.A.Get<IRegionLifecycle>().Phase);
    }

    [Fact]
    public async Task Return_PeersRedisIsGoneWithThePeer_GoesOnAlone()
    {
        await using var regions = new TwoRegions();
        regions.A.Health.Health = PeerHealth.Unhealthy;
        await regions.A.Get<Incarnation>().RenewAsync(Token);
        regions.RedisB.Stop();
        await regions.A.Get<RegionLifecycle>().StepAsync(Token);
        Assert.Equal(RegionPhase.Active, regions.A.Get<IRegionLifecycle>().Phase);
    }

    [Fact]
    public async Task Return_WithoutTheGate_TakesEventsWithoutThePeersTurns()
    {
        // The control: the same return with the rule removed.
        await using var regions = new TwoRegions([.. Real, ("Standby:WithoutReturnGate", "true")]);
        var key = regions.NewKey();
        await regions.B.Copies.OpenTurnAsync(key, VersionVector.Empty, [], false, Token);
        regions.RedisA.Stop();
        await regions.B.WriteTurnAsync(key, TestState.New("b").Write("B meanwhile"));
        regions.RedisA.Start();
        await regions.RestartAAsync();
        await regions.A.Get<RegionLifecycle>().StepAsync(Token);

        Assert.Equal(RegionPhase.Active, regions.A.Get<IRegionLifecycle>().Phase);
        Assert.Null((await regions.A.OpenAsync(key)).News);
    }

    [Fact]
    public async Task Live_RedisComesBackEmptyUnderARegionThatLives_RecoversAgain()
    {
        await using var regions = new TwoRegions(Real);
        await using var b = await Loops.StartAsync(regions.B);
        await using var a = await Loops.StartAsync(regions.A);
        await Task.WhenAll(ActiveAsync(regions.A), ActiveAsync(regions.B));
        var key = regions.NewKey();
        await regions.B.WriteTurnAsync(key, TestState.New("b").Write("B"));

        regions.RedisA.Stop();
        regions.RedisA.Start();
        await Poll.UntilAsync("A recovers again", () => Task.FromResult(regions.A.Get<IRegionLifecycle>().Phase == RegionPhase.Recovering));
        await ActiveAsync(regions.A);
        await Poll.UntilAsync("A has B's turn again", async () => (await regions.A.OpenAsync(key)).News is { } news && news.Words.Contains("B"));
    }

    [Fact]
    public async Task Live_PeersRedisWasOutOfReach_GetsTheTurnsItMissed()
    {
        await using var regions = new TwoRegions([.. Real, ("Standby:WithoutReturnGate", "true")]);
        await using var b = await Loops.StartAsync(regions.B);
        await using var a = await Loops.StartAsync(regions.A);
        var key = regions.NewKey();
        regions.RedisA.Stop();
        await regions.B.WriteTurnAsync(key, TestState.New("b").Write("missed"));
        regions.RedisA.Start();
        await Poll.UntilAsync("A has the turn that missed it", async () => (await regions.A.OpenAsync(key)).News is { } news && news.Words.Contains("missed"));
    }

    [Fact]
    public async Task Live_PeerMissedAnEventThatWasAcked_GetsIt()
    {
        await using var regions = new TwoRegions(Real);
        await using var b = await Loops.StartAsync(regions.B);
        await using var a = await Loops.StartAsync(regions.A);
        await Task.WhenAll(ActiveAsync(regions.A), ActiveAsync(regions.B));
        var key = regions.NewKey();
        await regions.B.Get<IPendingCopies>().CopyAsync([(key, TwoRegions.Event("acked"))], Token);
        await regions.A.Redis.KeyDeleteAsync(regions.A.Keys.Pending(key));
        Assert.Empty((await regions.A.OpenAsync(key)).Pending);

        // As the gateway does whose copy missed its bound.
        await regions.B.Redis.HashIncrementAsync(regions.B.Keys.Uncopied, regions.A.Id.Name);
        await Poll.UntilAsync("A has the event that it missed", async () => (await regions.A.OpenAsync(key)).Pending is [{ Id.Value: "acked" }]);
        await Poll.UntilAsync("that is counted down", async () => await regions.B.Redis.HashGetAsync(regions.B.Keys.Uncopied, regions.A.Id.Name) == 0);
    }

    [Fact]
    public async Task GatewayHealth_FollowsTheSilosHeartbeat()
    {
        await using var regions = new TwoRegions();
        var check = new GatewayRegionHealthCheck(regions.A.Get<RegionHeartbeats>(), regions.A.Get<RedisConnections>(), regions.A.Get<RegionMap>());
        async Task<HealthStatus> StatusAsync() => (await check.CheckHealthAsync(new(), Token)).Status;

        Assert.Equal(HealthStatus.Unhealthy, await StatusAsync());
        await regions.A.Get<RegionHeartbeats>().WriteAsync(1, RegionPhase.Recovering, Token);
        Assert.Equal(HealthStatus.Unhealthy, await StatusAsync());
        await regions.A.Get<RegionHeartbeats>().WriteAsync(1, RegionPhase.Active, Token);
        Assert.Equal(HealthStatus.Healthy, await StatusAsync());
        regions.RedisA.Stop();
        Assert.Equal(HealthStatus.Degraded, await StatusAsync());
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task ActiveAsync(TestRegion region) =>
        await region.Get<IRegionLifecycle>().WaitUntilActiveAsync(Token).WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, Token);

    private static async Task LoseAAsync(TwoRegions regions, bool emptied)
    {
        if (emptied)
        {
            regions.RedisA.Stop();
            return;
        }

        await Poll.UntilAsync("A's incarnation has expired", async () =>
            (await RedisOfA(regions).TryAsync(redis => redis.KeyExistsAsync(regions.B.Keys.Incarnation), Token)) is { Answered: true, Value: false });
    }

    private static async Task DeleteAsync(TwoRegions regions, string key, string copy) =>
        await RedisOfA(regions).TryAsync(redis => redis.HashDeleteAsync(regions.B.Keys.Turn(key), [copy, $"{copy}:head", $"{copy}:at"]), Token);

    private static RedisRegion RedisOfA(TwoRegions regions) => regions.B.Get<RedisConnections>()[regions.A.Id];

    /// <summary>The loops of one silo.</summary>
    private sealed class Loops(IHostedService[] services) : IAsyncDisposable
    {
        public static async Task<Loops> StartAsync(TestRegion region)
        {
            IHostedService[] services = [region.Hosted<PeerMonitor>(), region.Hosted<HeartbeatService>(), region.Hosted<RefillService>()];
            foreach (var service in services)
            {
                await service.StartAsync(Token);
            }

            return new Loops(services);
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var service in services)
            {
                await service.StopAsync(CancellationToken.None);
            }
        }
    }
}
