using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Residency.Rules;

namespace OrleansFailover.Residency.Tests.Rules;

public sealed class SenderExplanationTests
{
    private static readonly RegionId East = new("eastus"), West = new("westeurope");

    [Fact]
    public void Of_AMaskedSender_TellsWhatEachRegionDoes()
    {
        var explanation = SenderExplanation.Of(Sections.Policy(), "whatsapp", "1065", ["491701234567"]);

        Assert.Equal(("german", "eu", AwayMode.Mask), (explanation.Decision.Rule, explanation.Decision.Zone, explanation.Decision.Mode));
        Assert.Equal(["DE"], explanation.Countries);
        Assert.Equal(
            [
                new RegionHandling(East, false, new(Handling.HandOver, West), new(Handling.Mask)),
                new RegionHandling(West, true, new(Handling.Process), new(Handling.Process)),
            ],
            explanation.Regions);
    }

    [Fact]
    public void Of_ADeniedSender_IsHeldAway() =>
        Assert.Equal(Handling.Hold, SenderExplanation.Of(Sections.Policy(), "whatsapp", "2001", ["12025550199"]).Regions[0].HomeDown.Handling);

    [Fact]
    public void Of_AFreeSender_IsAtHomeEverywhere()
    {
        var explanation = SenderExplanation.Of(Sections.Policy(), "whatsapp", "1065", ["GB.1"]);

        Assert.Null(explanation.Decision.Rule);
        Assert.Equal(["GB"], explanation.Countries);
        Assert.All(explanation.Regions, region => Assert.Equal(new RegionHandling(region.Region, true, new(Handling.Process), new(Handling.Process)), region));
    }
}
