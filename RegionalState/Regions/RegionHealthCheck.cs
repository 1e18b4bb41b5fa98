using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OrleansFailover.RegionalState.Regions;

/// <summary>The health check <c>region</c> of a silo: unhealthy while the region recovers.</summary>
internal sealed class RegionHealthCheck(IRegionLifecycle lifecycle) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(lifecycle.Phase == RegionPhase.Active
            ? HealthCheckResult.Healthy("This region is active.")
            : HealthCheckResult.Unhealthy("This region is recovering: its standby copies may lack turns."));
}
