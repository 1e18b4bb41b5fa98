using Microsoft.Extensions.Time.Testing;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.RegionalState.Regions;
using OrleansFailover.RegionalState.Standby;

namespace OrleansFailover.RegionalState.Tests.Regions;

public sealed class PeerHealthPolicyTests
{
    [Theory]
    [InlineData(0, 0, PeerHealth.Healthy)]
    [InlineData(1999, 1999, PeerHealth.Healthy)]
    [InlineData(2000, 0, PeerHealth.Inconclusive)]
    [InlineData(0, 2000, PeerHealth.Inconclusive)]
    [InlineData(1999, 3_600_000, PeerHealth.Inconclusive)]
    [InlineData(2000, 2000, PeerHealth.Unhealthy)]
    [InlineData(60_000, 2000, PeerHealth.Unhealthy)]
    public void Decide_TimeSinceEachCarrierAdvanced_IsUnhealthyOnlyWhenBothAreStale(int redis, int store, PeerHealth expected)
    {
        var now = TimeSpan.FromHours(5);
        Assert.Equal(expected, PeerHealthPolicy.Decide(
            new(Beat(1), now - TimeSpan.FromMilliseconds(redis)), new(Beat(1), now - TimeSpan.FromMilliseconds(store)), now, TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public void Look_NeverSeen_CountsFromTheFirstAnswer()
    {
        var peer = new Watcher();
        peer.Look(1500, null, null, PeerHealth.Healthy);
        peer.Look(1999, null, null, PeerHealth.Healthy);
        peer.Look(1, null, null, PeerHealth.Unhealthy);
    }

    [Fact]
    public void Look_NoRedisHasAnsweredYet_SilenceSaysNothing()
    {
        // A silo that starts on a busy machine: its connections come up after seconds, and the store's replica is behind.
        var peer = new Watcher();
        for (var i = 0; i < 9; i++)
        {
            peer.Look(1000, null, null, PeerHealth.Healthy, answered: false);
        }

        peer.Look(500, Beat(1), null, PeerHealth.Healthy);
        peer.Look(1999, Beat(1), null, PeerHealth.Healthy);
        peer.Look(1, Beat(1), null, PeerHealth.Unhealthy);
    }

    [Fact]
    public void Look_NoRedisAnswersWithinTheBound_SilenceCountsAfterAll()
    {
        var peer = new Watcher();
        peer.Look(9500, null, null, PeerHealth.Healthy, answered: false);
        peer.Look(1999, null, null, PeerHealth.Healthy, answered: false);
        peer.Look(1, null, null, PeerHealth.Unhealthy, answered: false);
    }

    [Fact]
    public void Look_RedisThatAnsweredBeforeDoesNot_SilenceCounts()
    {
        var peer = new Watcher();
        peer.Look(500, Beat(1), Beat(1), PeerHealth.Healthy);
        peer.Look(2000, null, Beat(2), PeerHealth.Inconclusive, answered: false);
        peer.Look(2000, null, Beat(2), PeerHealth.Unhealthy, answered: false);
    }

    [Fact]
    public void Look_HeartbeatsAreMinutesOldButMove_IsHealthy()
    {
        // Beats are numbers, not times: neither skew nor replication lag makes a moving one stale.
        var peer = new Watcher();
        for (var beat = 0; beat < 100; beat++)
        {
            peer.Look(500, Beat(beat + 1_000_000), Beat(beat), PeerHealth.Healthy);
        }
    }

    [Fact]
    public void Look_BeatFallsBackBecauseARedisCameBackEmpty_CountsAsMoving()
    {
        var peer = new Watcher();
        peer.Look(500, Beat(1000), Beat(1000), PeerHealth.Healthy);
        peer.Look(1900, Beat(1), Beat(1), PeerHealth.Healthy);
        peer.Look(1900, Beat(1), Beat(2), PeerHealth.Healthy);
        peer.Look(100, Beat(1), Beat(3), PeerHealth.Inconclusive);
    }

    [Fact]
    public void Look_PeerFlaps_FollowsItAtOnce()
    {
        var peer = new Watcher();
        for (var i = 0; i < 10; i++)
        {
            peer.Look(500, Beat(2 * i), Beat(2 * i), PeerHealth.Healthy);
            peer.Look(1900, Beat(2 * i), Beat(2 * i), PeerHealth.Healthy);
            peer.Look(100, Beat(2 * i), Beat(2 * i), PeerHealth.Unhealthy);
        }
    }

    [Fact]
    public void Look_ThisProcessStoodStill_ExcusesThePeerForThatTime()
    {
        var peer = new Watcher();
        peer.Look(500, Beat(1), Beat(1), PeerHealth.Healthy);
        peer.Look(60_000, null, null, PeerHealth.Healthy, excused: true);
        peer.Look(1999, null, null, PeerHealth.Healthy);
        peer.Look(1, null, null, PeerHealth.Unhealthy);

        // The control: without the excuse a paused reader would count a living peer as down.
        var strict = new Watcher();
        strict.Look(500, Beat(1), Beat(1), PeerHealth.Healthy);
        strict.Look(60_000, null, null, PeerHealth.Unhealthy);
    }

    [Fact]
    public void NewestIncarnation_CarriersDiffer_IsTheHigherOne()
    {
        var view = new PeerView(new(Beat(1), default), new(new(9, 1, RegionPhase.Active), default), PeerHealth.Healthy);
        Assert.Equal(9, view.NewestIncarnation);
        Assert.Null(view.Newest);
        Assert.Equal(7, (view with { Store = default }).NewestIncarnation);
        Assert.Null((view with { Store = default, Redis = default }).NewestIncarnation);
    }

    [Theory]
    [InlineData(RegionPhase.Recovering, 2, PeerHealth.Healthy, RegionPhase.Active)]
    [InlineData(RegionPhase.Recovering, 1, PeerHealth.Healthy, RegionPhase.Recovering)]
    [InlineData(RegionPhase.Recovering, 1, PeerHealth.Inconclusive, RegionPhase.Recovering)]
    [InlineData(RegionPhase.Recovering, 1, PeerHealth.Unhealthy, RegionPhase.Active)]
    [InlineData(RegionPhase.Recovering, 0, PeerHealth.Healthy, RegionPhase.Recovering)]
    [InlineData(RegionPhase.Recovering, 0, PeerHealth.Unhealthy, RegionPhase.Active)]
    [InlineData(RegionPhase.Active, 0, PeerHealth.Healthy, RegionPhase.Active)]
    [InlineData(RegionPhase.Active, 1, PeerHealth.Healthy, RegionPhase.Recovering)]
    public void ReturnGate_MarkAndPeer_OpensForARefillOrWhenNobodyCanGiveOne(RegionPhase current, int mark, PeerHealth peer, RegionPhase expected) =>
        Assert.Equal(expected, ReturnGatePolicy.Decide(current, (RedisMark)mark, [peer]));

    [Fact]
    public void ReturnGate_EveryPhaseMarkAndHealthOfTwoPeers_IsAsTheTableSays()
    {
        // phase, mark -> with every peer down, with any other health among them.
        var table = new Dictionary<(RegionPhase, RedisMark), (RegionPhase AllDown, RegionPhase Else)>
        {
            [(RegionPhase.Recovering, RedisMark.Unknown)] = (RegionPhase.Active, RegionPhase.Recovering),
            [(RegionPhase.Recovering, RedisMark.NotRefilled)] = (RegionPhase.Active, RegionPhase.Recovering),
            [(RegionPhase.Recovering, RedisMark.Refilled)] = (RegionPhase.Active, RegionPhase.Active),
            [(RegionPhase.Active, RedisMark.Unknown)] = (RegionPhase.Active, RegionPhase.Active),
            [(RegionPhase.Active, RedisMark.NotRefilled)] = (RegionPhase.Active, RegionPhase.Recovering),
            [(RegionPhase.Active, RedisMark.Refilled)] = (RegionPhase.Active, RegionPhase.Active),
        };
        Assert.Equal(Enum.GetValues<RegionPhase>().Length * Enum.GetValues<RedisMark>().Length, table.Count);
        foreach (var ((phase, mark), expected) in table)
        {
            foreach (var first in Enum.GetValues<PeerHealth>())
            {
                foreach (var second in Enum.GetValues<PeerHealth>())
                {
                    var allDown = first == PeerHealth.Unhealthy && second == PeerHealth.Unhealthy;
                    Assert.Equal(allDown ? expected.AllDown : expected.Else, ReturnGatePolicy.Decide(phase, mark, [first, second]));
                }
            }
        }
    }

    [Fact]
    public void ReturnGate_NoPeerConfigured_IsOpen() =>
        Assert.Equal(RegionPhase.Active, ReturnGatePolicy.Decide(RegionPhase.Recovering, RedisMark.NotRefilled, []));

    private static Heartbeat Beat(long beat) => new(7, beat, RegionPhase.Active);

    /// <summary>One region's look at another, by a clock that only the test turns.</summary>
    private sealed class Watcher
    {
        private readonly FakeTimeProvider time = new();
        private readonly long started;
        private PeerView view = new(HeartbeatTrack.StartingAt(TimeSpan.Zero), HeartbeatTrack.StartingAt(TimeSpan.Zero), PeerHealth.Inconclusive);

        public Watcher() => started = time.GetTimestamp();

        public void Look(int after, Heartbeat? redis, Heartbeat? store, PeerHealth expected, bool excused = false, bool answered = true)
        {
            time.Advance(TimeSpan.FromMilliseconds(after));
            view = view.Look(new(answered, redis), store, excused, time.GetElapsedTime(started), new StandbyOptions());
            Assert.Equal(expected, view.Health);
        }
    }
}
