using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OrleansFailover.BusinessNumbers.Reload;

/// <summary>The health check <c>numbers</c>: degraded while the configuration that was read last is not in use.</summary>
internal sealed class NumbersHealthCheck(ReloadableNumbers numbers) : IHealthCheck
{
    public const string Name = "numbers";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var status = numbers.Status;
        var inUse = string.Create(
            CultureInfo.InvariantCulture,
            $"{(status.Table.Numbers.Count == 0 ? "every number" : $"{status.Table.Numbers.Count} numbers")}, {status.Table.Apps.Count} apps, configuration {status.Table.Fingerprint} since {status.ChangedAt:u}");
        return Task.FromResult(status.Refused is { } refused
            ? HealthCheckResult.Degraded(string.Create(CultureInfo.InvariantCulture, $"{inUse}; the one read at {refused.At:u} is refused: {string.Join(' ', refused.Errors)}"))
            : HealthCheckResult.Healthy(inUse));
    }
}
