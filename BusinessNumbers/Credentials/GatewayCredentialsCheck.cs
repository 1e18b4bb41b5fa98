using Microsoft.Extensions.Diagnostics.HealthChecks;
using OrleansFailover.RegionalState.Regions;

namespace OrleansFailover.BusinessNumbers.Credentials;

/// <summary>
/// The health check <c>credentials</c> of a gateway, which has no access token itself: what the region's silos found out, for the numbers that
/// are configured here.
/// </summary>
internal sealed class GatewayCredentialsCheck(IRegionNotes notes, IBusinessNumbers numbers) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var note = await notes.ReadAsync(CredentialNote.Name, cancellationToken);
        if (!note.Answered)
        {
            return HealthCheckResult.Healthy("unknown: this region's Redis does not answer");
        }

        var found = note.Text is { } text ? CredentialNote.Read(text) : new Dictionary<string, CredentialFinding>();
        var configured = numbers.Current.Numbers;
        return CredentialPolicy.Decide(configured.Count == 0
            ? found
            : configured.ToDictionary(number => number.Name, number => found.GetValueOrDefault(number.Name) ?? new(CredentialState.Unknown, "not seen", default)));
    }
}
