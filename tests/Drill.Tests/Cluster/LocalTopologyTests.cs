using OrleansFailover.Drill.Channel;
using OrleansFailover.Drill.Cluster;

namespace OrleansFailover.Drill.Tests.Cluster;

public sealed class LocalTopologyTests
{
    [Fact]
    public void PlanRegions_TwoRegions_EveryPortDiffers()
    {
        var plans = LocalTopology.PlanRegions("eastus", "westeurope");

        var ports = plans.SelectMany(plan => new[]
        {
            plan.CosmosPort, plan.RedisPort, plan.KafkaPort, plan.GatewayPort, plan.SiloHttpPort, plan.SiloPort, plan.SiloGatewayPort,
        }).ToList();
        Assert.Equal(2 * RegionPlan.Ports, ports.Distinct().Count());
        Assert.All(ports, port => Assert.InRange(port, 1024, 32_767));
    }

    [Fact]
    public void Silo_OfTheSecondRegion_KnowsItselfAndBothRegions()
    {
        var topology = Topology() with { Without = Protections.RecentTurns, QuoteMessages = true };

        var settings = topology.Silo(topology.Regions[1], "127.0.0.1:4711");

        Assert.Equal("westeurope", settings["Regions__Current"]);
        Assert.Equal("eastus", settings["Regions__All__0__Name"]);
        Assert.Equal("http://127.0.0.1:2004", settings["Regions__All__0__Gateway"]);
        Assert.Equal("127.0.0.1:3002,abortConnect=false", settings["Regions__All__1__Redis"]);
        Assert.Equal("127.0.0.1:3002,abortConnect=false", settings["Clustering__Redis"]);
        Assert.Equal("http://127.0.0.1:3001", settings["Cosmos__Endpoint"]);
        Assert.Equal("127.0.0.1:4711", settings["InboundLog__BootstrapServers"]);
        Assert.Equal("http://127.0.0.1:9999", settings["WhatsApp__CloudApi__BaseAddress"]);
        Assert.Equal("true", settings["WhatsApp__CloudApi__QuoteMessage"]);
        Assert.Equal("true", settings["Standby__WithoutLastTurns"]);
        Assert.Equal("six-questions", settings["Scripts__Default"]);
        Assert.Equal("http://127.0.0.1:3005", settings["ASPNETCORE_URLS"]);
        Assert.Equal("127.0.0.1", settings["Clustering__AdvertisedAddress"]);
        Assert.Equal("3006", settings["Clustering__SiloPort"]);
        Assert.DoesNotContain("Webhook__AppSecret", settings.Keys);
    }

    [Fact]
    public void Gateway_ThroughLinks_SeesItselfDirectlyAndThePeerThroughTheRelays()
    {
        var topology = Topology() with { Links = [new("eastus", "westeurope", 4001, 4002), new("westeurope", "eastus", 4003, 4004)] };

        var settings = topology.Gateway(topology.Regions[0], "127.0.0.1:4711");

        Assert.Equal("127.0.0.1:2002,abortConnect=false", settings["Regions__All__0__Redis"]);
        Assert.Equal("127.0.0.1:4001,abortConnect=false", settings["Regions__All__1__Redis"]);
        Assert.Equal("http://127.0.0.1:4002", settings["Regions__All__1__Gateway"]);
    }

    [Theory]
    [InlineData(Protections.None, "false", "false")]
    [InlineData(Protections.Pending | Protections.ReturnGate, "true", "true")]
    public void SiloAndGateway_Protections_AreTurnedOffInBoth(Protections without, string pending, string returnGate)
    {
        var topology = Topology() with { Without = without };

        foreach (var settings in new[] { topology.Silo(topology.Regions[0], "log:1"), topology.Gateway(topology.Regions[0], "log:1") })
        {
            Assert.Equal(pending, settings["Standby__WithoutPending"]);
            Assert.Equal(returnGate, settings["Standby__WithoutReturnGate"]);
            Assert.Equal("false", settings["Standby__WithoutClaims"]);
        }
    }

    [Fact]
    public void LocalCloud_Lag_IsWrittenAsATimeSpan()
    {
        var topology = Topology() with { Lag = TimeSpan.FromSeconds(20) };

        var settings = topology.LocalCloud(topology.Regions[0]);

        Assert.Equal("00:00:20", settings["LocalCloud__ReplicationLag"]);
        Assert.Equal("http://127.0.0.1:3001", settings["LocalCloud__Regions__1__CosmosEndpoint"]);
        Assert.Equal("inbound:8", settings["LocalCloud__Topics__0"]);
        Assert.Equal("analytics:1", settings["LocalCloud__Topics__1"]);
        Assert.Equal("analytics", topology.Silo(topology.Regions[0], "log:1")["FailoverEvents__Topic"]);
        Assert.Equal("analytics", topology.Gateway(topology.Regions[0], "log:1")["FailoverEvents__Topic"]);
    }

    [Fact]
    public void GatewayAndEdge_HaveTheirRolesAndOnlyTheSecretsTheyNeed()
    {
        var topology = Topology();

        var gateway = topology.Gateway(topology.Regions[0], "127.0.0.1:4711");
        var edge = topology.EdgeSettings();

        Assert.Equal("Region", gateway["Gateway__Role"]);
        Assert.Equal(topology.Secrets.AppSecret, gateway["Webhook__AppSecret"]);
        Assert.DoesNotContain("WhatsApp__CloudApi__AccessToken", gateway.Keys);
        Assert.Equal("Edge", edge["Gateway__Role"]);
        Assert.Equal("http://127.0.0.1:3004", edge["Edge__Regions__1__Address"]);
        Assert.DoesNotContain(edge.Values, value => value == topology.Secrets.AppSecret || value == topology.Secrets.AccessToken);
        Assert.Equal("analytics", edge["FailoverEvents__Topic"]);
        Assert.Equal($"127.0.0.1:{topology.Regions[1].KafkaPort}", edge["Edge__Regions__1__InboundLog__BootstrapServers"]);
    }

    [Fact]
    public void LinkedSession_GatewayAndSilo_HaveTheSessionAndEachItsOwnSecretsOfIt()
    {
        var topology = Topology() with { Kind = ChannelKind.Wasender };

        var gateway = topology.Gateway(topology.Regions[0], "log:1");
        var silo = topology.Silo(topology.Regions[0], "log:1");

        Assert.Equal(new Uri($"http://127.0.0.1:8080/wasender/drill/{topology.Secrets.VerifyToken}"), topology.Webhook);
        Assert.All([gateway, silo], settings => Assert.Equal("wasender", settings["BusinessNumbers__Numbers__drill__Channel"]));
        Assert.Equal(topology.Secrets.AppSecret, gateway["BusinessNumbers__Apps__drill__AppSecret"]);
        Assert.Equal((topology.Secrets.AccessToken, "http://127.0.0.1:9999"), (silo["BusinessNumbers__Numbers__drill__AccessToken"], silo["WhatsApp__Wasender__BaseAddress"]));
        Assert.DoesNotContain(gateway.Values, value => value == topology.Secrets.AccessToken);
        Assert.DoesNotContain("Webhook__AppSecret", gateway.Keys);
        Assert.DoesNotContain("WhatsApp__CloudApi__AccessToken", silo.Keys);
    }

    [Fact]
    public void OperatorToken_IsForGatewaysAndSilosAlone()
    {
        var topology = Topology() with { OperatorToken = "an-operators-token" };

        Assert.Equal("an-operators-token", topology.Gateway(topology.Regions[0], "log:1")["Access__Token"]);
        Assert.Equal("an-operators-token", topology.Silo(topology.Regions[0], "log:1")["Access__Token"]);
        Assert.DoesNotContain("Access__Token", topology.EdgeSettings().Keys);
        Assert.DoesNotContain("Access__Token", Topology().Gateway(topology.Regions[0], "log:1").Keys);
    }

    [Fact]
    public void Zone_EveryRegionHasTheRulesAndThePublicHalf_HomeAloneThePrivateOne()
    {
        var topology = Topology() with { Zone = new ZonePlan("eu", "westeurope", "DE", "/run/zone-eu") };

        var abroad = topology.Gateway(topology.Regions[0], "log:1");
        var home = topology.Silo(topology.Regions[1], "log:1");

        Assert.All([abroad, home], settings =>
        {
            Assert.Equal(topology.Secrets.IdKey, settings["Residency__IdKey"]);
            Assert.Equal("westeurope", settings["Residency__Zones__0__Regions__0"]);
            Assert.Equal("/run/zone-eu/eu-1.pub.pem", settings["Residency__Zones__0__Keys__0__PublicKeyFile"]);
            Assert.Equal("DE", settings["Residency__Rules__0__Countries__0"]);
            Assert.Equal("false", settings["Residency__WithoutMasking"]);
        });
        Assert.Equal(topology.Zone!.PrivateKeyFile, home["Residency__Zones__0__Keys__0__PrivateKeyFile"]);
        Assert.Equal(topology.Zone.KeyDirectory, home["Residency__Sealing__KeyDirectory"]);
        Assert.DoesNotContain(abroad.Values, value => value.Contains("only-westeurope", StringComparison.Ordinal));
        Assert.DoesNotContain(topology.EdgeSettings().Keys, name => name.StartsWith("Residency__", StringComparison.Ordinal));
    }

    [Fact]
    public void NoZone_NobodyIsRestricted() =>
        Assert.DoesNotContain(Topology().Silo(Topology().Regions[0], "log:1").Keys, name => name.StartsWith("Residency__Zones", StringComparison.Ordinal) || name == "Residency__IdKey");

    [Fact]
    public void Collector_EveryHostExportsUnderItsRegion()
    {
        var topology = Topology() with { Collector = new Uri("http://127.0.0.1:7777") };

        Assert.Equal("http://127.0.0.1:7777/eastus", topology.Silo(topology.Regions[0], "log:1")["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        Assert.Equal("http/protobuf", topology.Gateway(topology.Regions[1], "log:1")["OTEL_EXPORTER_OTLP_PROTOCOL"]);
        Assert.Equal("http://127.0.0.1:7777/edge", topology.EdgeSettings()["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        Assert.DoesNotContain("OTEL_EXPORTER_OTLP_ENDPOINT", Topology().EdgeSettings().Keys);
    }

    [Theory]
    [InlineData("LocalCloud ready region=eastus cosmos=http://127.0.0.1:2001 redis=127.0.0.1:2002 kafka=127.0.0.1:40123", "127.0.0.1:40123")]
    [InlineData("LocalCloud ready region=eastus", "127.0.0.1:2003")]
    public void InboundLogOf_ReadyLine_IsWhereTheLogListens(string line, string expected) =>
        Assert.Equal(expected, RegionProcesses.InboundLogOf(line, Topology().Regions[0]));

    [Fact]
    public void Locate_NotBuilt_NamesThePartAndWhatToDo()
    {
        var failure = Assert.Throws<StartException>(() => HostProgram.Silo.Locate("/nowhere/bin/Drill/release/"));

        Assert.Equal("Silo", failure.Part);
        Assert.Contains("/nowhere/bin/Silo/release/Silo.dll", failure.Message, StringComparison.Ordinal);
        Assert.Contains("dotnet build", failure.Message, StringComparison.Ordinal);
    }

    internal static LocalTopology Topology() => new()
    {
        Regions = [new("eastus", 2001, 2002, 2003, 2004, 2005, 2006, 2007), new("westeurope", 3001, 3002, 3003, 3004, 3005, 3006, 3007)],
        EdgePort = 8080,
        Channel = new Uri("http://127.0.0.1:9999"),
        Secrets = ChannelSecrets.Draw(),
        ScriptsFolder = "/scripts",
        Script = "six-questions",
        RunFolder = "/run",
    };
}
