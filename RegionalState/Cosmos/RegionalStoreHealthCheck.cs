using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OrleansFailover.RegionalState.Cosmos;

/// <summary>Healthy when the replica answers a point read within the bound; what it answers does not matter.</summary>
internal sealed class RegionalStoreHealthCheck(IDocumentStore store, TimeSpan bound, TimeProvider time) : IHealthCheck
{
    // A partition of its own, so that the read costs 1 request unit and finds nothing.
    private const string ProbeKey = "health-probe";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await store.ReadAsync(ProbeKey, ProbeKey, cancellationToken).AsTask().WaitAsync(bound, time, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (TimeoutException exception)
        {
            return HealthCheckResult.Unhealthy($"The store did not answer a point read within {bound}.", exception);
        }
        catch (OrleansException exception)
        {
            return HealthCheckResult.Unhealthy("The store does not answer point reads.", exception);
        }
    }
}
