using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OrleansFailover.BusinessNumbers.Secrets;

/// <summary>The health check <c>secrets</c>: degraded while the vault cannot be read. What was read before stays in use.</summary>
internal sealed class VaultHealthCheck(VaultRefresher refresher, VaultConfigurationProvider vault) : IHealthCheck
{
    public const string Name = "secrets";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{vault.Count} secrets of {vault.Address}, read last {(refresher.ReadAt is { } at ? at.ToString("u", CultureInfo.InvariantCulture) : "at start")}");
        return Task.FromResult(refresher.Failures == 0
            ? HealthCheckResult.Healthy(text)
            : HealthCheckResult.Degraded(string.Create(CultureInfo.InvariantCulture, $"{text}; the last {refresher.Failures} readings failed")));
    }
}
