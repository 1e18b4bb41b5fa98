using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OrleansFailover.BusinessNumbers.Credentials;

/// <summary>
/// Decides what a region's credentials say about it. Unhealthy only when every number's token is certainly missing or refused: what is not
/// known never moves a region's traffic, and one number of many does not either.
/// </summary>
internal static class CredentialPolicy
{
    private const int MaxShown = 10;

    public static HealthCheckResult Decide(IReadOnlyDictionary<string, CredentialFinding> findings)
    {
        if (findings.Count == 0)
        {
            return HealthCheckResult.Healthy("unknown: nothing was sent or probed yet");
        }

        var text = Describe(findings);
        return findings.Values.All(finding => finding.State is CredentialState.Missing or CredentialState.Rejected)
            ? HealthCheckResult.Unhealthy($"no number of this region can send: {text}")
            : HealthCheckResult.Healthy(text);
    }

    private static string Describe(IReadOnlyDictionary<string, CredentialFinding> findings)
    {
        var counts = findings.Values.CountBy(finding => finding.State).OrderByDescending(count => count.Key)
            .Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Value} {NameOf(count.Key)}"));

        // The bad ones first, so that they are not the ones left out.
        var shown = findings.OrderByDescending(finding => finding.Value.State).ThenBy(finding => finding.Key, StringComparer.Ordinal).Take(MaxShown)
            .Select(finding => Show(finding.Key, finding.Value));
        return $"{string.Join(", ", counts)} ({string.Join("; ", shown)}{(findings.Count > MaxShown ? "; …" : "")})";
    }

    private static string Show(string name, CredentialFinding finding) => finding.State switch
    {
        CredentialState.Missing => $"{name}: missing",
        CredentialState.Unknown => $"{name}: unknown, token {finding.Token}",
        CredentialState.Rejected => string.Create(CultureInfo.InvariantCulture, $"{name}: rejected with {finding.Reason} at {finding.At:u}, token {finding.Token}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{name}: accepted at {finding.At:u}, token {finding.Token}"),
    };

    private static string NameOf(CredentialState state) => state switch
    {
        CredentialState.Missing => "missing",
        CredentialState.Rejected => "rejected",
        CredentialState.Accepted => "accepted",
        _ => "unknown",
    };
}
