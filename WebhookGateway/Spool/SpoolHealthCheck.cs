using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OrleansFailover.WebhookGateway.Spool;

/// <summary>The part <c>spool</c>: degraded while webhooks wait on the disk.</summary>
internal sealed class SpoolHealthCheck(WebhookSpool spool) : IHealthCheck
{
    public const string Name = "spool";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(spool.IsEmpty
            ? HealthCheckResult.Healthy("empty")
            : HealthCheckResult.Degraded($"{spool.Space.Used} bytes of {spool.Space.MaxBytes} wait"));
}
