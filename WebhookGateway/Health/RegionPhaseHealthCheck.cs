using Microsoft.Extensions.Diagnostics.HealthChecks;
using OrleansFailover.WebhookGateway.Webhooks;

namespace OrleansFailover.WebhookGateway.Health;

/// <summary>The part <c>region</c>: healthy when the region is active and the process is not stopping.</summary>
internal sealed class RegionPhaseHealthCheck(IRegionPhase phase, IHostApplicationLifetime lifetime) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return Task.FromResult(HealthCheckResult.Unhealthy("stopping"));
        }

        return Task.FromResult(phase.IsActive ? HealthCheckResult.Healthy("active") : HealthCheckResult.Unhealthy("recovering"));
    }
}
