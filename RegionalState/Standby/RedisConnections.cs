using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.RegionalState.Regions;

namespace OrleansFailover.RegionalState.Standby;

/// <summary>The standby Redis of every region, each behind its own circuit: one that is down never slows another.</summary>
internal sealed class RedisConnections : IAsyncDisposable
{
    private readonly FrozenDictionary<RegionId, RedisRegion> all;

    /// <param name="open">Stands in for the network where there is none.</param>
    public RedisConnections(
        RegionMap regions,
        IOptions<RegionOptions> endpoints,
        IOptions<StandbyOptions> options,
        TimeProvider time,
        ILogger<RedisConnections> logger,
        Func<RegionId, RedisRegion>? open = null)
    {
        all = endpoints.Value.All.Select(endpoint => (Region: new RegionId(endpoint.Name), endpoint.Redis)).ToFrozenDictionary(
            endpoint => endpoint.Region,
            endpoint => open?.Invoke(endpoint.Region)
                ?? new ConnectedRedis(endpoint.Region, endpoint.Redis, endpoint.Region == regions.Current, options.Value, time, logger));
        Own = all[regions.Current];
        Peers = [.. regions.Peers.Select(peer => all[peer])];
    }

    /// <summary>This region's Redis.</summary>
    public RedisRegion Own { get; }

    /// <summary>The other regions' Redis, in configured order.</summary>
    public IReadOnlyList<RedisRegion> Peers { get; }

    public RedisRegion this[RegionId region] => all[region];

    public async ValueTask DisposeAsync()
    {
        foreach (var region in all.Values)
        {
            await region.DisposeAsync();
        }
    }
}
