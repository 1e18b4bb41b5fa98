using OrleansFailover.Grains.Interfaces.Identity;
using StackExchange.Redis;

namespace OrleansFailover.RegionalState.Standby;

/// <summary>
/// The standby Redis of one region. Every call has a bound; no call throws because the Redis is out of reach. While its circuit is open a
/// call costs nothing. Thread-safe.
/// </summary>
/// <param name="region">Whose Redis it is.</param>
/// <param name="bound">How long a call may take unless it says otherwise.</param>
internal abstract class RedisRegion(RegionId region, TimeSpan bound) : IAsyncDisposable
{
    public RegionId Region { get; } = region;

    /// <summary>How long a call may take unless it says otherwise.</summary>
    public TimeSpan Bound { get; } = bound;

    public ValueTask<RedisAnswer<T>> TryAsync<T>(Func<IDatabase, Task<T>> call, CancellationToken cancellationToken) =>
        TryAsync(call, Bound, cancellationToken);

    public abstract ValueTask<RedisAnswer<T>> TryAsync<T>(Func<IDatabase, Task<T>> call, TimeSpan bound, CancellationToken cancellationToken);

    /// <summary>The same past the circuit: for heartbeats, which find out whether a Redis is back. An answer closes the circuit.</summary>
    public abstract ValueTask<RedisAnswer<T>> ProbeAsync<T>(Func<IDatabase, Task<T>> call, CancellationToken cancellationToken);

    public abstract ValueTask DisposeAsync();
}
