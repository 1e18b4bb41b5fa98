using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.RegionalState.Standby;

namespace OrleansFailover.RegionalState.Regions;

/// <summary>What the monitor knows of one peer. Immutable; replaced after every look.</summary>
/// <param name="Redis">The heartbeat in Redis.</param>
/// <param name="Store">The heartbeat in the store's replica.</param>
/// <param name="Health">The decision after the last look.</param>
internal sealed record PeerView(HeartbeatTrack Redis, HeartbeatTrack Store, PeerHealth Health)
{
    /// <summary>Whether a Redis has answered since this process started. Before that nothing was listened to, and silence says nothing.</summary>
    public bool Heard { get; init; }

    /// <summary>The newest life heard of, over either carrier.</summary>
    public long? NewestIncarnation =>
        (Redis.Last?.Incarnation, Store.Last?.Incarnation) switch
        {
            ({ } redis, { } store) => Math.Max(redis, store),
            var (redis, store) => redis ?? store,
        };

    /// <summary>The heartbeat of the newest life in Redis, which is fresher than the store's; null when Redis shows none or an older life.</summary>
    public Heartbeat? Newest => Redis.Last is { } last && last.Incarnation == NewestIncarnation ? last : null;

    /// <summary>When a heartbeat last advanced over either carrier, by the reader's monotonic clock.</summary>
    public TimeSpan HeardAt => Redis.AdvancedAt > Store.AdvancedAt ? Redis.AdvancedAt : Store.AdvancedAt;

    /// <summary>This view after one more look.</summary>
    /// <param name="redis">What Redis showed; not answered while no Redis is in reach.</param>
    /// <param name="store">What the store's replica showed; null for nothing.</param>
    /// <param name="stoodStill">True when this process stood still since the last look.</param>
    /// <param name="now">The reader's monotonic clock, from its start.</param>
    public PeerView Look(RedisAnswer<Heartbeat> redis, Heartbeat? store, bool stoodStill, TimeSpan now, StandbyOptions options)
    {
        var excused = stoodStill || (!Heard && now < options.FirstAnswerBound);
        var nextRedis = (excused ? Redis.Excuse(now) : Redis).Look(redis.Value, now);
        var nextStore = (excused ? Store.Excuse(now) : Store).Look(store, now);
        return new(nextRedis, nextStore, PeerHealthPolicy.Decide(nextRedis, nextStore, now, options.StaleAfter)) { Heard = Heard || redis.Answered };
    }
}
