using Microsoft.Extensions.Diagnostics.HealthChecks;
using OrleansFailover.BusinessNumbers.Credentials;

namespace OrleansFailover.BusinessNumbers.Tests.Credentials;

public sealed class CredentialPolicyTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Decide_EveryPairOfStates_IsUnhealthyOnlyWhenNoNumberCanSend() =>
        Assert.All(
            from first in Enum.GetValues<CredentialState>()
            from second in Enum.GetValues<CredentialState>()
            select (first, second),
            pair => Assert.Equal(
                IsBad(pair.first) && IsBad(pair.second) ? HealthStatus.Unhealthy : HealthStatus.Healthy,
                CredentialPolicy.Decide(new Dictionary<string, CredentialFinding> { ["a"] = Of(pair.first), ["b"] = Of(pair.second) }).Status));

    [Fact]
    public void Decide_NothingKnown_IsHealthyAndSaysSo() =>
        Assert.Equal(
            (HealthStatus.Healthy, "unknown: nothing was sent or probed yet"),
            (CredentialPolicy.Decide(new Dictionary<string, CredentialFinding>()).Status, CredentialPolicy.Decide(new Dictionary<string, CredentialFinding>()).Description));

    [Fact]
    public void Decide_NoNumberCanSend_SaysWhichAndWhy() =>
        Assert.Equal(
            "no number of this region can send: 1 missing, 1 rejected (help: missing; shop: rejected with 190 at 2026-11-28 12:00:00Z, token t)",
            CredentialPolicy.Decide(new Dictionary<string, CredentialFinding> { ["shop"] = Of(CredentialState.Rejected), ["help"] = Of(CredentialState.Missing) }).Description);

    [Fact]
    public void Decide_ManyNumbers_ShowsTheBadOnesFirstAndNotAll()
    {
        var findings = Enumerable.Range(0, 40).ToDictionary(i => $"n{i:00}", _ => Of(CredentialState.Accepted));
        findings["z"] = Of(CredentialState.Rejected);

        var result = CredentialPolicy.Decide(findings);

        Assert.Equal(HealthStatus.Healthy, result.Status);
        Assert.StartsWith("1 rejected, 40 accepted (z: rejected with 190", result.Description, StringComparison.Ordinal);
        Assert.EndsWith("n08: accepted at 2026-11-28 12:00:00Z, token t; …)", result.Description, StringComparison.Ordinal);
    }

    private static bool IsBad(CredentialState state) => state is CredentialState.Missing or CredentialState.Rejected;

    private static CredentialFinding Of(CredentialState state) => new(state, "t", At, state is CredentialState.Rejected ? "190" : null);
}
