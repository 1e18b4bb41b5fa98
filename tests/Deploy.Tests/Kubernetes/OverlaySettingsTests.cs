using System.Text.RegularExpressions;
using OrleansFailover.Deploy.Tests.Support;

namespace OrleansFailover.Deploy.Tests.Kubernetes;

public partial class OverlaySettingsTests
{
    public static TheoryData<string, string> ProgramsOfOverlays
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var overlay in Overlay.All)
            {
                foreach (var program in Overlay.Programs)
                {
                    all.Add(overlay, program);
                }
            }

            return all;
        }
    }

    [Theory, MemberData(nameof(ProgramsOfOverlays))]
    public void Settings_EveryProgramOfEveryOverlay_AreBoundAndComplete(string overlay, string program)
    {
        Assert.True(BoundSettings.Count > 150, "The settings were found.");
        Assert.Empty(SettingsRules.Errors(program, Overlay.Of(overlay).Environment(program), Overlay.Of(overlay).SecretFiles(program)));
    }

    [Theory, MemberData(nameof(ProgramsOfOverlays))]
    public void Settings_OneThatIsMisspeltOrMissing_IsNoticed(string overlay, string program)
    {
        var variables = Overlay.Of(overlay).Environment(program);
        var files = Overlay.Of(overlay).SecretFiles(program);

        Assert.Contains(SettingsRules.Errors(program, With(variables, "Standby__StaleAftre"), files), error => error.Contains("Standby__StaleAftre", StringComparison.Ordinal));
        foreach (var name in SettingsRules.RequiredOf(program, 1))
        {
            var errors = SettingsRules.Errors(program, variables.Where(pair => pair.Key != name).ToDictionary(), [.. files.Where(file => file != name)]);
            Assert.Contains(errors, error => error.EndsWith($"needs {name}.", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("silo", null, true)]
    [InlineData("gateway", null, true)]
    [InlineData("gateway", "Deny", true)]
    [InlineData("gateway", "Allow", false)]
    public void Settings_ARuleOfResidency_NeedsTheKeyOfTheMasksWhereItRestricts(string program, string? whenHomeIsDown, bool isNeeded)
    {
        var variables = Overlay.Of(Overlay.Local).Environment(program);
        var files = Overlay.Of(Overlay.Local).SecretFiles(program);
        List<string> without = [.. files.Where(file => file != "Residency__IdKey")];
        var ruled = new Dictionary<string, string>(variables) { ["Residency__Rules__0__Name"] = "german", ["Residency__Rules__0__Zone"] = "eu" };
        if (whenHomeIsDown is not null)
        {
            ruled["Residency__Rules__0__WhenHomeIsDown"] = whenHomeIsDown;
        }

        Assert.Contains("Residency__IdKey", files);
        Assert.Empty(SettingsRules.Errors(program, variables, without));
        Assert.Empty(SettingsRules.Errors(program, ruled, files));
        Assert.Equal(isNeeded, SettingsRules.Errors(program, ruled, without).Any(error => error.Contains("needs Residency__IdKey", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("silo", "Standby__WithoutClaims")]
    [InlineData("gateway", "Regions__ClockSkew")]
    [InlineData("gateway", "Webhook__WithoutChannelTime")]
    public void Settings_ASwitchOfDrills_IsRefused(string program, string name) => Assert.Contains(
        SettingsRules.Errors(program, With(Overlay.Of("eastus").Environment(program), name), Overlay.Of("eastus").SecretFiles(program)),
        error => error == $"{program} has {name}, which is for drills only.");

    [Fact]
    public void Settings_OfAnotherProgram_AreNotBound()
    {
        Assert.True(BoundSettings.Binds("silo", "Clustering__Redis"));
        Assert.False(BoundSettings.Binds("gateway", "Clustering__Redis"));
        Assert.False(BoundSettings.Binds("edge", "Webhook__AppSecret"));
        Assert.True(BoundSettings.Binds("edge", "Edge__Regions__1__InboundLog__SaslMechanism"));
        Assert.False(BoundSettings.Binds("edge", "InboundLog__SaslMechanism"));
        Assert.True(BoundSettings.Binds("gateway", "Regions__All__1__Redis"));
        Assert.False(BoundSettings.Binds("gateway", "Regions__All__1__Redsi"));
        Assert.True(BoundSettings.Binds("console", "OpsConsole__Regions__1__InboundLog__SaslMechanism"));
        Assert.False(BoundSettings.Binds("console", "OpsConsole__Regions__1__InboundLog__SaslMechanims"));
        Assert.False(BoundSettings.Binds("silo", "OpsConsole__Token"));
    }

    // A new option that must be set, and has no default, is one more name in SettingsRules.
    [Theory]
    [InlineData("Regions", "RegionalState/RegionOptions.cs")]
    [InlineData("Clustering", "Silo/Hosting/ClusteringOptions.cs")]
    [InlineData("Cosmos", "RegionalState/Cosmos/RegionalCosmosStorageOptions.cs")]
    [InlineData("InboundLog", "InboundLog/InboundLogOptions.cs")]
    [InlineData("DeadLetters", "DeadLetters/DeadLetterOptions.cs")]
    [InlineData("Edge", "WebhookGateway/Edge/EdgeOptions.cs")]
    [InlineData("OpsConsole", "OpsConsole/Options/ConsoleOptions.cs")]
    [InlineData("OpsConsole__Regions", "OpsConsole/Options/ConsoleRegionOptions.cs")]
    [InlineData("WhatsApp__CloudApi", "Silo/Channels/CloudApi/CloudApiOptions.cs")]
    [InlineData("ClientCertificate", "WebhookGateway/ClientCertificates/ClientCertificateOptions.cs")]
    public void Required_OptionsWithoutADefault_AreInTheRules(string section, string source)
    {
        var without = RequiredWithoutDefault().Matches(Repository.Read(source.Split('/'))).Select(match => match.Groups["name"].Value).ToList();
        Assert.All(without, name => Assert.Contains(
            SettingsRules.RequiredNames, known => known == $"{section}__{name}" || known.StartsWith($"{section}__", StringComparison.Ordinal) && known.EndsWith($"__{name}", StringComparison.Ordinal)
                || known.StartsWith($"{section}__{name}__", StringComparison.Ordinal)));
        if (section is "Regions" or "Cosmos" or "InboundLog" or "OpsConsole" or "OpsConsole__Regions")
        {
            Assert.NotEmpty(without);
        }
    }

    private static Dictionary<string, string> With(IReadOnlyDictionary<string, string> variables, string name) => new(variables) { [name] = "x" };

    [GeneratedRegex("""\[Required[^\n]*\]\s+public \S+ (?<name>\w+) \{ get; (?:set; )?\}(?: = (?:""|\[\]);)?\r?$""", RegexOptions.Multiline)]
    private static partial Regex RequiredWithoutDefault();
}
