using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OrleansFailover.BusinessNumbers.Credentials;

/// <summary>The health check <c>credentials</c> of a silo.</summary>
internal sealed class SiloCredentialsCheck(CredentialBoard board) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(CredentialPolicy.Decide(board.Current()));
}
