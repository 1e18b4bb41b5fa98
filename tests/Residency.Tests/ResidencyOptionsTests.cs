using OrleansFailover.Residency.Tests.Rules;

namespace OrleansFailover.Residency.Tests;

public sealed class ResidencyOptionsTests
{
    private const string Zone = """
        Zones:0:Name=eu
        Zones:0:Regions:0=westeurope

        """;

    [Fact]
    public void Validate_TheSample_IsValid() => Assert.Empty(Sections.Errors(Sections.Sample));

    [Fact]
    public void Validate_NoSection_IsValid() => Assert.Empty(Sections.Errors(""));

    [Fact]
    public void Validate_ManyFaults_TellsAllAtOnce()
    {
        var errors = string.Join('\n', Sections.Errors("""
            Zones:0:Name=eu
            Zones:1:Name=eu
            Zones:1:Regions:0=mars
            Zones:1:Regions:1=eastus
            Zones:1:Regions:2=eastus
            Zones:2:Name=Bad Name
            Zones:2:Regions:0=eastus
            Zones:3:Name=unused
            Zones:3:Regions:0=eastus
            Rules:0:Name=a
            Rules:0:Zone=nowhere
            Rules:0:Countries:0=UK
            Rules:0:Users:0=somebody
            Rules:0:BusinessNumbers:0=
            Rules:1:Name=a
            Rules:1:Zone=eu
            Rules:1:WhenHomeIsDown=9
            Rules:2:Name=c
            Rules:2:Zone=Bad Name
            """));

        Assert.All(
            [
                "the zone 'eu' more than once",
                "The zone 'eu' has no region",
                "names the region 'mars', which is none of Regions:All (eastus, westeurope)",
                "names the region 'eastus' more than once",
                "Zones[2].Name",
                "No rule leads to the zone 'unused'",
                "the rule 'a' more than once",
                "leads to the zone 'nowhere'",
                "the country 'UK'",
                "in Users:0 neither",
                "an empty value in BusinessNumbers",
                "WhenHomeIsDown",
                "The rule 'c' can never match: whom it names is taken before by 'a'",
            ],
            expected => Assert.Contains(expected, errors, StringComparison.Ordinal));
        Assert.DoesNotContain("somebody", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Countries:0=DE", "Countries:0=DE")]
    [InlineData("Countries:0=DE", "Countries:0=DE;Countries:1=AT")]
    [InlineData("Countries:0=DE;BusinessNumbers:0=1", "Countries:0=DE")]
    [InlineData("Users:0=+491701234567", "Countries:0=DE")]
    [InlineData("Users:0=DE.9;Users:1=+491701234567", "Countries:0=DE")]
    [InlineData("Users:0=DE.9", "Users:0=DE.9;Users:1=DE.8")]
    [InlineData("Channels:0=whatsapp", "")]
    [InlineData("", "")]
    public void Validate_ARuleBehindOneThatTakesItsSenders_CanNeverMatch(string rule, string before) =>
        Assert.Contains("'second' can never match: whom it names is taken before by 'first'", string.Join('\n', Errors(before, rule)), StringComparison.Ordinal);

    [Fact]
    public void Validate_ARuleWhoseSendersAreTakenBySeveral_CanNeverMatch() =>
        Assert.Contains("'third' can never match: whom it names is taken before by 'first' and 'second'", string.Join('\n', Errors(
            "Countries:0=DE", "Countries:0=AT", "Countries:0=DE;Countries:1=AT;BusinessNumbers:0=5")), StringComparison.Ordinal);

    [Fact]
    public void Validate_ARuleThatContradictsItself_CanNeverMatch() =>
        Assert.Contains("'first' can never match: none of its Users is of one of its Countries", string.Join('\n', Errors("Users:0=+491701234567;Countries:0=FR")), StringComparison.Ordinal);

    [Theory]
    [InlineData("Countries:0=DE;Countries:1=FR", "Countries:0=DE")]
    [InlineData("Countries:0=DE", "Countries:0=DE;BusinessNumbers:0=1")]
    [InlineData("Countries:0=DE", "Users:0=+491701234567")]
    [InlineData("Users:0=+491701234567", "Countries:0=FR")]
    [InlineData("Users:0=+491701234567;Users:1=FR.1", "Countries:0=DE")]
    [InlineData("", "Countries:0=DE")]
    [InlineData("Channels:0=whatsapp;Channels:1=other", "Channels:0=whatsapp")]
    public void Validate_ARuleWithSomebodyLeft_IsValid(string rule, string before) => Assert.Empty(Errors(before, rule));

    private static IReadOnlyList<string> Errors(params string[] rules)
    {
        string[] names = ["first", "second", "third"];
        var section = Zone + string.Join('\n', rules.Select((rule, i) =>
            string.Join('\n', rule.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(line => $"Rules:{i}:{line}").Prepend($"Rules:{i}:Zone=eu").Prepend($"Rules:{i}:Name={names[i]}"))));
        return Sections.Errors(section);
    }
}
