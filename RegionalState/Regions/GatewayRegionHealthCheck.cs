using Microsoft.Extensions.Diagnostics.HealthChecks;
using OrleansFailover.RegionalState.Standby;

namespace OrleansFailover.RegionalState.Regions;

/// <summary>
/// The health check <c>region</c> of a gateway, from the heartbeat that the region's silos keep in its Redis: unhealthy while the region
/// recovers or none of its silos lives, degraded when the Redis does not tell.
/// </summary>
internal sealed class GatewayRegionHealthCheck(RegionHeartbeats heartbeats, RedisConnections connections, RegionMap regions) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var answer = await heartbeats.ReadFromAsync(connections.Own, regions.Current, cancellationToken);
        return answer switch
        {
            { Answered: false } => HealthCheckResult.Degraded("This region's standby Redis does not answer, so its phase is not known."),
            { Value: null } => HealthCheckResult.Unhealthy("No silo of this region has sent a heartbeat lately."),
            { Value.Phase: RegionPhase.Recovering } => HealthCheckResult.Unhealthy("This region is recovering: its standby copies may lack turns."),
            _ => HealthCheckResult.Healthy("This region is active."),
        };
    }
}
