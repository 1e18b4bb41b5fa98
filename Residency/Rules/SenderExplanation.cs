using OrleansFailover.Grains.Interfaces.Regional;

namespace OrleansFailover.Residency.Rules;

/// <summary>Why a sender belongs where it does, and what each region would do. For people; holds nothing that names the sender.</summary>
/// <param name="Countries">The countries that the ids can be of.</param>
/// <param name="Regions">Every region, in the order of preference.</param>
public sealed record SenderExplanation(ResidencyDecision Decision, IReadOnlyList<string> Countries, IReadOnlyList<RegionHandling> Regions)
{
    /// <param name="userIds">The phone number, the business-scoped id, or both.</param>
    public static SenderExplanation Of(ResidencyPolicy policy, string channel, string businessNumberId, IReadOnlyList<string> userIds)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var decision = policy.Decide(channel, businessNumberId, userIds);
        return new(
            decision,
            [.. userIds.SelectMany(id => SenderCountry.Of(SenderId.Of(id))).Distinct().Order(StringComparer.Ordinal)],
            [
                .. policy.Regions.All.Select(region => new RegionHandling(
                    region,
                    decision.IsHome(region),
                    HandlingPolicy.Decide(decision, region, static _ => PeerHealth.Healthy),
                    HandlingPolicy.Decide(decision, region, static _ => PeerHealth.Unhealthy))),
            ]);
    }
}
