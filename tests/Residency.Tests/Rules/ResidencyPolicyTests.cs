using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Residency.Rules;

namespace OrleansFailover.Residency.Tests.Rules;

public sealed class ResidencyPolicyTests
{
    private static readonly ResidencyPolicy Policy = Sections.Policy();

    [Theory]
    [InlineData("491701234567", "german")]
    [InlineData("+49 170 1234567", "german")]
    [InlineData("436641234567", "german")]
    [InlineData("DE.1349120865530", "german")]
    [InlineData("12025550143", "named")]
    [InlineData("US.77", "named")]
    [InlineData("12025550199", "american")]
    [InlineData("US.78", "american")]
    [InlineData("447911123456", null)]
    [InlineData("GB.1", null)]
    [InlineData("de.1", null)]
    [InlineData("nobody", null)]
    [InlineData("1", null)]
    [InlineData("", null)]
    public void Decide_OneId_TakesTheFirstRuleThatMatches(string user, string? rule) =>
        Assert.Equal(rule, Policy.Decide("whatsapp", "1065", [user]).Rule);

    [Fact]
    public void Decide_ARuleBefore_WinsOverTheOnesBehind() => Assert.Equal("clinic", Policy.Decide("whatsapp", "2001", ["491701234567"]).Rule);

    [Fact]
    public void Decide_SeveralIds_MatchesWhenAnyDoes() => Assert.Equal("german", Policy.Decide("whatsapp", "1065", ["12025550199", "DE.1"]).Rule);

    [Fact]
    public void Decide_Nobody_IsFreeAndAtHomeEverywhere()
    {
        var decision = Policy.Decide("whatsapp", "1065", []);

        Assert.Equal((null, null, AwayMode.Allow, false), (decision.Rule, decision.Zone, decision.Mode, decision.IsRestricted));
        Assert.Equal(["eastus", "westeurope"], decision.Home.Select(region => region.Name));
        Assert.True(decision.IsHome(new RegionId("eastus")));
    }

    [Fact]
    public void Decide_ARestrictedSender_HasItsZoneHomeAndMode()
    {
        var decision = Policy.Decide("whatsapp", "1065", ["491701234567"]);

        Assert.Equal(("eu", AwayMode.Mask, true), (decision.Zone, decision.Mode, decision.IsRestricted));
        Assert.Equal([new RegionId("westeurope")], decision.Home);
        Assert.False(decision.IsHome(new RegionId("eastus")));
        Assert.Equal(AwayMode.Deny, Policy.Decide("whatsapp", "2001", ["1"]).Mode);
    }

    [Fact]
    public void Decide_AllowedElsewhere_IsNotRestricted()
    {
        var decision = Policy.Decide("whatsapp", "1065", ["US.78"]);

        Assert.Equal(("us", false), (decision.Zone, decision.IsRestricted));
        Assert.True(decision.IsHome(new RegionId("westeurope")));
    }

    [Fact]
    public void Decide_AllListsOfARule_MustMatch()
    {
        var policy = Sections.Policy("""
            Zones:0:Name=eu
            Zones:0:Regions:0=westeurope
            Rules:0:Name=both
            Rules:0:Zone=eu
            Rules:0:Channels:0=whatsapp
            Rules:0:BusinessNumbers:0=2001
            Rules:0:BusinessNumbers:1=2002
            Rules:0:Countries:0=DE
            """);

        Assert.Equal("both", policy.Decide("whatsapp", "2002", ["DE.1"]).Rule);
        Assert.Null(policy.Decide("whatsapp", "2003", ["DE.1"]).Rule);
        Assert.Null(policy.Decide("whatsapp", "2001", ["FR.1"]).Rule);
        Assert.Null(policy.Decide("other", "2001", ["DE.1"]).Rule);
    }

    [Theory]
    [InlineData("14165550123", "CA")]
    [InlineData("77011234567", "KZ")]
    [InlineData("447781123456", "GG")]
    [InlineData("5491123456789", "AR")]
    [InlineData("5215512345678", "MX")]
    public void Decide_CountriesThatShareACallingCode_AreToldApart(string phone, string country) =>
        Assert.Equal([country], SenderCountry.Of(SenderId.Of(phone)));

    [Fact]
    public void Decide_ANumberThatFitsNoCountryExactly_CountsForEveryCountryOfItsCode()
    {
        // A calling code that many countries share, and an area code that none of them has.
        var countries = SenderCountry.Of(SenderId.Of("10000000000"));

        Assert.True(countries.Count > 10);
        Assert.Contains("CA", countries);
        Assert.Contains("US", countries);
    }

    [Fact]
    public void Decide_ANumberOfNoCountry_IsOfNone() => Assert.Empty(SenderCountry.Of(SenderId.Of("881612345678")));
}
