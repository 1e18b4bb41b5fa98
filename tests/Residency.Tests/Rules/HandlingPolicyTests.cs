using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.Residency.Rules;

namespace OrleansFailover.Residency.Tests.Rules;

public sealed class HandlingPolicyTests
{
    private static readonly RegionId East = new("eastus"), West = new("westeurope"), North = new("northeurope");

    [Theory]
    [InlineData(AwayMode.Mask, PeerHealth.Healthy, Handling.HandOver)]
    [InlineData(AwayMode.Mask, PeerHealth.Inconclusive, Handling.HandOver)]
    [InlineData(AwayMode.Mask, PeerHealth.Unhealthy, Handling.Mask)]
    [InlineData(AwayMode.Deny, PeerHealth.Healthy, Handling.HandOver)]
    [InlineData(AwayMode.Deny, PeerHealth.Inconclusive, Handling.HandOver)]
    [InlineData(AwayMode.Deny, PeerHealth.Unhealthy, Handling.Hold)]
    [InlineData(AwayMode.Allow, PeerHealth.Healthy, Handling.Process)]
    [InlineData(AwayMode.Allow, PeerHealth.Unhealthy, Handling.Process)]
    public void Decide_AwayFromHome_GoesByTheHealthOfHome(AwayMode mode, PeerHealth home, Handling expected) =>
        Assert.Equal(expected, HandlingPolicy.Decide(Of(mode, West), East, _ => home).Handling);

    [Fact]
    public void Decide_AtHome_Processes() => Assert.Equal(new(Handling.Process), HandlingPolicy.Decide(Of(AwayMode.Deny, West), West, _ => PeerHealth.Unhealthy));

    [Theory]
    [InlineData(PeerHealth.Healthy, PeerHealth.Healthy, "westeurope")]
    [InlineData(PeerHealth.Inconclusive, PeerHealth.Healthy, "northeurope")]
    [InlineData(PeerHealth.Unhealthy, PeerHealth.Inconclusive, "northeurope")]
    [InlineData(PeerHealth.Inconclusive, PeerHealth.Unhealthy, "westeurope")]
    public void Decide_SeveralHomes_HandsOverToTheOneThatIsMostCertainlyUp(PeerHealth west, PeerHealth north, string expected)
    {
        var step = HandlingPolicy.Decide(Of(AwayMode.Mask, West, North), East, region => region == West ? west : north);

        Assert.Equal(new(Handling.HandOver, new RegionId(expected)), step);
    }

    private static ResidencyDecision Of(AwayMode mode, params RegionId[] home) => new("rule", "eu", home, mode);
}
