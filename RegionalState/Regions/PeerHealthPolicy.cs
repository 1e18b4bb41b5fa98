using OrleansFailover.Grains.Interfaces.Regional;

namespace OrleansFailover.RegionalState.Regions;

/// <summary>Tells a region that is down from one that is only partly out of sight.</summary>
internal static class PeerHealthPolicy
{
    /// <summary>Both carriers stale: Unhealthy. One: Inconclusive, which triggers nothing. None: Healthy.</summary>
    /// <param name="redis">The heartbeat in Redis.</param>
    /// <param name="store">The heartbeat in the store's replica.</param>
    /// <param name="now">The reader's monotonic clock.</param>
    /// <param name="staleAfter">How long a heartbeat may stand still.</param>
    public static PeerHealth Decide(HeartbeatTrack redis, HeartbeatTrack store, TimeSpan now, TimeSpan staleAfter) =>
        (IsStale(redis, now, staleAfter), IsStale(store, now, staleAfter)) switch
        {
            (true, true) => PeerHealth.Unhealthy,
            (false, false) => PeerHealth.Healthy,
            _ => PeerHealth.Inconclusive,
        };

    private static bool IsStale(HeartbeatTrack track, TimeSpan now, TimeSpan staleAfter) => now - track.AdvancedAt >= staleAfter;
}
