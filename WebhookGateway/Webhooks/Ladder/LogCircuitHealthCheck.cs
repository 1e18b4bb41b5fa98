using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OrleansFailover.WebhookGateway.Webhooks.Ladder;

/// <summary>The part <c>log-circuit</c>: does this gateway put webhooks into its own log?</summary>
internal sealed class LogCircuitHealthCheck(LogCircuit circuit) : IHealthCheck
{
    public const string Name = "log-circuit";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(circuit.State switch
        {
            CircuitState.Closed => HealthCheckResult.Healthy("closed"),
            CircuitState.HalfOpen => HealthCheckResult.Degraded("half-open: the next webhook tries the log"),
            _ => new(context.Registration.FailureStatus, "open: webhooks go to another region"),
        });
}
