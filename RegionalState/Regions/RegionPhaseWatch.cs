using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.RegionalState.Standby;

namespace OrleansFailover.RegionalState.Regions;

/// <summary>
/// Follows the heartbeat that the region's silos keep in its own Redis. While that Redis does not answer, the last known phase stands:
/// the silos may well live, and the log keeps what they cannot take yet.
/// </summary>
internal sealed class RegionPhaseWatch(
    RegionHeartbeats heartbeats, RedisConnections connections, RegionMap regions, IOptions<StandbyOptions> options, TimeProvider time)
    : BackgroundService, IRegionPhase
{
    private volatile bool active;

    public bool IsActive => active;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.HeartbeatInterval / 2, time);
        do
        {
            var answer = await heartbeats.ReadFromAsync(connections.Own, regions.Current, stoppingToken);
            if (answer.Answered)
            {
                active = answer.Value is { Phase: RegionPhase.Active };
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
