using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.RegionalState.Regions;

namespace OrleansFailover.RegionalState.Standby;

/// <summary>Which pending events a region takes over. Times are ms of its own Redis, which also stamped the events, so no two clocks are compared.</summary>
internal static class TakeoverPolicy
{
    /// <param name="phase">The phase of this region.</param>
    /// <param name="peers">The health of each peer.</param>
    /// <param name="now">The time now.</param>
    /// <param name="oldEntryBound">From which age on events are taken over although no peer is down.</param>
    /// <returns>
    /// The latest time of pending events that are due; null when none is. Never later than now: what becomes pending during a walk is the next one's, or
    /// a busy region would never end this one.
    /// </returns>
    public static double? DueUntil(RegionPhase phase, IEnumerable<PeerHealth> peers, double now, TimeSpan oldEntryBound) =>
        phase != RegionPhase.Active ? null
        : peers.Contains(PeerHealth.Unhealthy) ? now
        : now - oldEntryBound.TotalMilliseconds;
}
