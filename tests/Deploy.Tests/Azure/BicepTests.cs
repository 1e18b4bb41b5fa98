using System.Text.Json;
using System.Text.RegularExpressions;
using OrleansFailover.Deploy.Tests.Support;

namespace OrleansFailover.Deploy.Tests.Azure;

public partial class BicepTests
{
    public static TheoryData<string> Stages => [.. Directory.EnumerateFiles(Repository.PathOf("infra", "stages"), "*.bicepparam").Select(file => Path.GetFileName(file))];

    private static readonly Lazy<ToolResult> Built = new(() => Bicep.Run("build", Repository.PathOf("infra", "main.bicep"), "--stdout"));

    [Fact]
    public void Main_IsBuilt_WithoutAWarning()
    {
        Assert.Equal("", Built.Value.Errors);
        Assert.Equal(0, Built.Value.ExitCode);
        Assert.Equal("", Bicep.Run("lint", Repository.PathOf("infra", "main.bicep")).Errors);
    }

    [Theory, MemberData(nameof(Stages))]
    public void Stage_EveryOne_FitsTheTemplateWithoutAWarning(string stage)
    {
        var result = Bicep.Run("build-params", Repository.PathOf("infra", "stages", stage), "--stdout");

        Assert.Equal("", result.Errors);
        Assert.Equal(0, result.ExitCode);
    }

    // The controls: a property that no resource has, and a parameter that nobody reads.
    [Theory]
    [InlineData("consistencyPolicy: {", "consistencyPolice: {")]
    [InlineData("param maxThroughput int", "param maxThroughput int\nparam nobodyReads int")]
    public void Module_ThatIsWrong_IsNoticed(string right, string wrong)
    {
        var folder = Directory.CreateTempSubdirectory("infra-");
        try
        {
            File.Copy(Repository.PathOf("infra", "bicepconfig.json"), Path.Combine(folder.FullName, "bicepconfig.json"));
            var module = Repository.Read("infra", "modules", "cosmos.bicep");
            Assert.Contains(right, module, StringComparison.Ordinal);
            var file = Path.Combine(folder.FullName, "cosmos.bicep");
            File.WriteAllText(file, module.Replace(right, wrong, StringComparison.Ordinal));

            Assert.NotEqual("", Bicep.Run("build", file, "--stdout").Errors);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Interval and sample size are chosen for 30 s; a region is left after sampleSize - successfulSamplesRequired + 1 bad probes.
    [Fact]
    public void FrontDoor_LosesAnEdge_WithinTheGoal()
    {
        var text = Repository.Read("infra", "modules", "front-door.bicep");
        int Value(string name) => int.Parse(Regex.Match(text, $@"^var {name} = (\d+)$", RegexOptions.Multiline).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        var seconds = (Value("sampleSize") - Value("successfulSamples") + 1) * Value("probeInterval");

        Assert.Contains("probePath: '/health'", text, StringComparison.Ordinal);
        Assert.True(seconds <= 30 && Value("sampleSize") - Value("successfulSamples") >= 1, $"An edge is lost after {seconds} s.");
    }

    // What the template makes and what the overlays name are the same things.
    [Theory]
    [InlineData("eastus")]
    [InlineData("westeurope")]
    public void Names_OfTheProductionStage_AreThoseOfTheOverlays(string region)
    {
        var stage = Repository.Read("infra", "stages", "production.bicepparam");
        var name = Regex.Match(stage, "^param name = '(.+)'", RegexOptions.Multiline).Groups[1].Value;
        var domain = Regex.Match(stage, "^param domain = '(.+)'", RegexOptions.Multiline).Groups[1].Value;
        var overlay = Overlay.Of(region);
        var variables = overlay.Environment("silo");

        Assert.Equal($"https://{name}-cosmos-{region}.documents.azure.com:443/", variables["Cosmos__Endpoint"]);
        Assert.Equal($"{name}-log-{region}.servicebus.windows.net:9093", variables["InboundLog__BootstrapServers"]);
        Assert.Equal($"https://{name}{region}.blob.core.windows.net/", variables["DeadLetters__Blob__ServiceUri"]);
        Assert.All(overlay.OfKind<SecretProviderClass>(), secrets => Assert.Equal($"{name}-{region}", secrets.Spec.Parameters["keyvaultName"]));
        Assert.All(overlay.Workloads, workload => Assert.StartsWith($"{name}registry.azurecr.io/", workload.Container.Image, StringComparison.Ordinal));
        Assert.Contains(overlay.OfKind<k8s.Models.V1Ingress>(), ingress => ingress.Spec.Rules[0].Host == $"edge-{region}.{domain}");
        Assert.Contains($"'edge-${{region}}.${{domain}}'", Repository.Read("infra", "modules", "front-door.bicep"), StringComparison.Ordinal);
        var modules = string.Concat(Directory.EnumerateFiles(Repository.PathOf("infra", "modules")).Select(File.ReadAllText));
        Assert.Contains($"name: '{variables["Cosmos__Database"]}'", modules, StringComparison.Ordinal);
        Assert.Contains($"name: '{variables["InboundLog__Topic"]}'", modules, StringComparison.Ordinal);
    }

    // Every account of a pod that has an identity is federated with it, and its vault's secrets are those that are set or named in the guide.
    [Fact]
    public void Secrets_OfTheOverlays_AreWrittenByTheTemplateOrTheGuide()
    {
        var written = Repository.Read("infra", "modules", "redis-secrets.bicep") + Repository.Read("docs", "deploy.md");
        var names = Overlay.Regions.SelectMany(region => Overlay.Programs.SelectMany(Overlay.Of(region).SecretFiles)).Select(file => file.Replace("__", "--", StringComparison.Ordinal)).Distinct();

        Assert.All(names, name => Assert.Contains(Index().Replace(name, "--${index}--"), written, StringComparison.Ordinal));
        Assert.All((string[])["silo", "gateway", "console", "edge"], account =>
            Assert.Contains($"system:serviceaccount:conversations:{account}", Repository.Read("infra", "modules", "region.bicep"), StringComparison.Ordinal));
    }

    [Fact]
    public void Template_HasTwoWriteRegionsAndNoKeysForTheStore()
    {
        Assert.Equal(0, Built.Value.ExitCode);
        using var template = JsonDocument.Parse(Built.Value.Output);
        var text = template.RootElement.ToString();

        Assert.Contains("\"enableMultipleWriteLocations\": true", text, StringComparison.Ordinal);
        Assert.Contains("\"disableLocalAuth\": true", text, StringComparison.Ordinal);
        Assert.Contains("\"allowSharedKeyAccess\": false", text, StringComparison.Ordinal);
    }

    // On the topic of the failover events alone: everybody who tells them may send, and of the consoles and edges nobody may use another hub.
    [Fact]
    public void FailoverEvents_EveryHostThatTellsThem_MaySend()
    {
        Assert.Equal(0, Built.Value.ExitCode);
        var module = Repository.Read("infra", "modules", "failover-events.bicep");

        Assert.Contains("concat(edgePrincipalIds, [siloPrincipalId])", module, StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(module, "scope: eventHubs::analytics\n"));
        Assert.DoesNotContain("scope: eventHubs\n", module, StringComparison.Ordinal);
        Assert.DoesNotContain("edge", Regex.Match(Repository.Read("infra", "modules", "region.bicep"), "var principals = {[^}]+}").Value, StringComparison.Ordinal);
    }

    // The private half of a zone's key is for who opens: the silos of the region whose vault it is in, on that key alone.
    [Fact]
    public void ZoneKeys_AreForTheSilosOfTheirHomeAlone()
    {
        Assert.Equal(0, Built.Value.ExitCode);
        var module = Repository.Read("infra", "modules", "zone-keys.bicep");
        var main = Repository.Read("infra", "main.bicep");

        Assert.Contains("'e147488a-f6f5-4113-8e2d-b22465e65bf6'", module, StringComparison.Ordinal);
        Assert.Contains("scope: keys[index]", module, StringComparison.Ordinal);
        Assert.Contains("zones: map(filter(zones, zone => zone.region == location), zone => zone.name)", main, StringComparison.Ordinal);
        Assert.DoesNotContain("gatewayPrincipalId", module, StringComparison.Ordinal);
        Assert.Contains("keySize: 3072", module, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"--\d+--")]
    private static partial Regex Index();
}
