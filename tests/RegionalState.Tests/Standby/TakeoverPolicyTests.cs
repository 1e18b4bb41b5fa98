using Microsoft.Extensions.Time.Testing;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.RegionalState.Regions;
using OrleansFailover.RegionalState.Standby;

namespace OrleansFailover.RegionalState.Tests.Standby;

/// <summary>The whole table of a takeover, and how it moves with what is seen of a peer, by clocks that only the test turns.</summary>
public sealed class TakeoverPolicyTests
{
    private const double Now = 1_700_000_000_000;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan StaleAfter = TimeSpan.FromSeconds(2);

    [Theory]
    [InlineData(RegionPhase.Recovering, PeerHealth.Healthy, null)]
    [InlineData(RegionPhase.Recovering, PeerHealth.Inconclusive, null)]
    [InlineData(RegionPhase.Recovering, PeerHealth.Unhealthy, null)]
    [InlineData(RegionPhase.Active, PeerHealth.Healthy, 8000)]
    [InlineData(RegionPhase.Active, PeerHealth.Inconclusive, 8000)]
    [InlineData(RegionPhase.Active, PeerHealth.Unhealthy, 0)]
    public void DueUntil_OnePeer_TakesEverythingOnlyFromOneThatIsDown(RegionPhase phase, PeerHealth peer, int? age) =>
        Assert.Equal(age is null ? null : Now - age, TakeoverPolicy.DueUntil(phase, [peer], Now, Bound));

    [Fact]
    public void DueUntil_EveryHealthOfThreePeers_TakesEverythingWhenAnyIsDown()
    {
        var all = Enum.GetValues<PeerHealth>();
        var rows = (from a in all from b in all from c in all select new[] { a, b, c }).ToList();
        Assert.Equal(27, rows.Count);
        Assert.All(rows, peers =>
        {
            Assert.Equal(peers.Any(peer => peer == PeerHealth.Unhealthy) ? Now : Now - 8000, TakeoverPolicy.DueUntil(RegionPhase.Active, peers, Now, Bound));
            Assert.Null(TakeoverPolicy.DueUntil(RegionPhase.Recovering, peers, Now, Bound));
        });
    }

    [Fact]
    public void DueUntil_NoPeer_TakesOnlyWhatIsOld() => Assert.Equal(Now - 8000, TakeoverPolicy.DueUntil(RegionPhase.Active, [], Now, Bound));

    [Theory]
    [InlineData(-240)]
    [InlineData(0)]
    [InlineData(240)]
    public void Takeover_ClocksOfTheRegionsMinutesApart_BeginsAtTheSameMoment(int skewSeconds)
    {
        // The peer's heartbeats are numbers drawn from its clock; how far that one is off must change nothing.
        var peer = new Peer(skewSeconds);
        for (var i = 0; i < 20; i++)
        {
            peer.Beat(TimeSpan.FromMilliseconds(500));
            Assert.False(peer.IsTakenOver);
        }

        peer.Silence(TimeSpan.FromMilliseconds(1999));
        Assert.False(peer.IsTakenOver);
        peer.Silence(TimeSpan.FromMilliseconds(1));
        Assert.True(peer.IsTakenOver);
        peer.Beat(TimeSpan.FromMilliseconds(1));
        Assert.False(peer.IsTakenOver);
    }

    [Fact]
    public void Takeover_FlappingPeer_FollowsEachFlapAndNothingElse()
    {
        var peer = new Peer(0);
        peer.Beat(TimeSpan.FromMilliseconds(500));
        for (var flap = 0; flap < 50; flap++)
        {
            peer.Silence(TimeSpan.FromMilliseconds(1500));
            Assert.False(peer.IsTakenOver);
            peer.Silence(TimeSpan.FromMilliseconds(500));
            Assert.True(peer.IsTakenOver);
            peer.Beat(TimeSpan.FromMilliseconds(10));
            Assert.False(peer.IsTakenOver);
        }

        // One carrier alone never takes over, however long the other one is silent.
        for (var i = 0; i < 100; i++)
        {
            peer.BeatInStoreOnly(TimeSpan.FromMilliseconds(1900));
            Assert.False(peer.IsTakenOver);
        }
    }

    [Fact]
    public void Takeover_ThisProcessWasPaused_CountsThePeersSilenceAnew()
    {
        var peer = new Peer(0);
        peer.Beat(TimeSpan.FromMilliseconds(500));
        peer.Silence(TimeSpan.FromMinutes(10), wasPaused: true);
        Assert.False(peer.IsTakenOver);
        peer.Silence(TimeSpan.FromMilliseconds(1999));
        Assert.False(peer.IsTakenOver);
        peer.Silence(TimeSpan.FromMilliseconds(1));
        Assert.True(peer.IsTakenOver);

        // The control: a pause that is not excused calls a living peer down.
        var strict = new Peer(0);
        strict.Beat(TimeSpan.FromMilliseconds(500));
        strict.Silence(TimeSpan.FromMinutes(10));
        Assert.True(strict.IsTakenOver);
    }

    private sealed class Peer(int skewSeconds)
    {
        private readonly FakeTimeProvider time = new();
        private PeerView view = new(HeartbeatTrack.StartingAt(TimeSpan.Zero), HeartbeatTrack.StartingAt(TimeSpan.Zero), PeerHealth.Inconclusive);
        private Heartbeat? redis;
        private Heartbeat? store;
        private TimeSpan now;

        public bool IsTakenOver => TakeoverPolicy.DueUntil(RegionPhase.Active, [view.Health], Now, Bound) == Now;

        public void Beat(TimeSpan after)
        {
            time.Advance(after);
            redis = store = Next();
            Look(after, wasPaused: false);
        }

        public void BeatInStoreOnly(TimeSpan after)
        {
            time.Advance(after);
            store = Next();
            Look(after, wasPaused: false);
        }

        public void Silence(TimeSpan after, bool wasPaused = false)
        {
            time.Advance(after);
            Look(after, wasPaused);
        }

        private Heartbeat Next() => new(7, time.GetUtcNow().AddSeconds(skewSeconds).ToUnixTimeMilliseconds(), RegionPhase.Active);

        private void Look(TimeSpan after, bool wasPaused)
        {
            now += after;
            view = view.Look(new(true, redis), store, wasPaused, now, new StandbyOptions { StaleAfter = StaleAfter });
        }
    }
}
