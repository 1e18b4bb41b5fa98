using System.Globalization;
using OrleansFailover.Drill.Network;
using OrleansFailover.Drill.Channel;

namespace OrleansFailover.Drill.Cluster;

/// <summary>Two regions and an edge on this machine: which ports they have and what each process is told.</summary>
public sealed record LocalTopology
{
    /// <summary>The topic of every region's inbound log that gets the failover events of its hosts.</summary>
    internal const string Analytics = "analytics";

    /// <summary>The database of every region that holds the conversations.</summary>
    internal const string Database = "conversations";

    /// <summary>The container of the conversations in it.</summary>
    internal const string Container = "conversations";

    private const int Partitions = 8;

    private const string Session = "drill";

    /// <summary>The name that the edge exports its telemetry under; it is in no region.</summary>
    internal const string EdgeName = "edge";

    // What would fill the logs while a region is down; a level in this program's own environment goes before it.
    private static readonly IReadOnlyList<(string Category, string Level)> QuietLogs =
    [
        ("Microsoft.AspNetCore", "Warning"),
        ("Microsoft.Extensions.Diagnostics.HealthChecks", "Critical"),
        ("Polly", "Error"),
    ];

    private const string AnyKey = "bG9jYWwtY2xvdWQgdGFrZXMgYW55IGtleQ==";

    /// <summary>The regions; the first one is the primary.</summary>
    public required IReadOnlyList<RegionPlan> Regions { get; init; }

    /// <summary>Port of the edge: what the channel knows as the webhook's address.</summary>
    public required int EdgePort { get; init; }

    /// <summary>Where replies are sent.</summary>
    public required Uri Channel { get; init; }

    /// <summary>The real Cloud API, where replies go instead of <see cref="Channel"/>. Default none.</summary>
    public Uri? CloudApi { get; init; }

    public required ChannelSecrets Secrets { get; init; }

    /// <summary>Folder of the JSON scripts.</summary>
    public required string ScriptsFolder { get; init; }

    /// <summary>The script that conversations run through.</summary>
    public required string Script { get; init; }

    /// <summary>Folder of this run: logs and dead letters.</summary>
    public required string RunFolder { get; init; }

    /// <summary>Port of the operations console. Default none: there is no console.</summary>
    public int? ConsolePort { get; init; }

    /// <summary>The token of the hosts' operator's endpoints, of the silos' dashboards and of the console. Default none: nobody may use them.</summary>
    public string? OperatorToken { get; init; }

    /// <summary>How far each Cosmos replica lags behind the other. Default 50 ms.</summary>
    public TimeSpan Lag { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>What is turned off, so that a promise breaks. Default nothing.</summary>
    public Protections Without { get; init; }

    /// <summary>The zone that some senders are restricted to. Default none: everybody is free.</summary>
    public ZonePlan? Zone { get; init; }

    /// <summary>Where the hosts export traces and metrics, each region to a path of its own. Default none: they export nothing.</summary>
    public Uri? Collector { get; init; }

    /// <summary>How far the clocks of a region's hosts are ahead, or behind when negative. Default none.</summary>
    public IReadOnlyDictionary<string, TimeSpan> ClockSkews { get; init; } = new Dictionary<string, TimeSpan>();

    /// <summary>The relays through which regions see each other. Default none: they see each other directly.</summary>
    public IReadOnlyList<PeerLink> Links { get; init; } = [];

    /// <summary>Makes the edge prefer a region again with its first successful probe. Default false: after the edge's own wait.</summary>
    public bool FailbackAtOnce { get; init; }

    /// <summary>Makes every reply quote the message it answers. Default false.</summary>
    public bool QuoteMessages { get; init; }

    /// <summary>Base address of the console; null where there is none.</summary>
    public Uri? Console => ConsolePort is { } port ? RegionPlan.Local(port) : null;

    /// <summary>Base address of the edge.</summary>
    public Uri Edge => RegionPlan.Local(EdgePort);

    /// <summary>Where the channel posts its webhooks.</summary>
    public Uri Webhook => new(Edge, WebhookPath);

    /// <summary>Which channel the regions converse through. Default: the Cloud API.</summary>
    public ChannelKind Kind { get; init; }

    /// <summary>The path of the channel's webhook in every gateway.</summary>
    public string WebhookPath => PathOf(Kind, Secrets);

    /// <summary>The same before there is a topology.</summary>
    public static string PathOf(ChannelKind kind, ChannelSecrets secrets) => kind == ChannelKind.Wasender ? $"/wasender/{Session}/{secrets.VerifyToken}" : "/webhook";

    /// <summary>Where a region's hosts keep their dead letters.</summary>
    public string DeadLetters(string region) => Path.Combine(RunFolder, "dead-letters", region);

    /// <summary>Where a region's gateway has its spool.</summary>
    public string Spool(string region) => Path.Combine(RunFolder, "spool", region);

    /// <summary>Where what the hosts export is kept.</summary>
    public string TelemetryFolder => TelemetryIn(RunFolder);

    /// <summary>The same before there is a topology.</summary>
    internal static string TelemetryIn(string runFolder) => Path.Combine(runFolder, "telemetry");

    /// <summary>Two regions on free ports.</summary>
    public static IReadOnlyList<RegionPlan> PlanRegions(params string[] names)
    {
        var ports = FreePorts.Take(names.Length * RegionPlan.Ports);
        return [.. names.Select((name, index) => Plan(name, [.. ports.Skip(index * RegionPlan.Ports).Take(RegionPlan.Ports)]))];
    }

    /// <summary>Settings of a region's local cloud, as environment variables.</summary>
    public IReadOnlyDictionary<string, string> LocalCloud(RegionPlan region)
    {
        var settings = Common();
        settings["LocalCloud__Region"] = region.Name;
        settings["LocalCloud__CosmosPort"] = Text(region.CosmosPort);
        settings["LocalCloud__RedisPort"] = Text(region.RedisPort);
        settings["LocalCloud__KafkaPort"] = Text(region.KafkaPort);
        settings["LocalCloud__ReplicationLag"] = Lag.ToString("c", CultureInfo.InvariantCulture);
        settings["LocalCloud__Topics__0"] = $"inbound:{Partitions}";
        settings["LocalCloud__Topics__1"] = $"{Analytics}:1";
        for (var index = 0; index < Regions.Count; index++)
        {
            settings[$"LocalCloud__Regions__{index}__Name"] = Regions[index].Name;
            settings[$"LocalCloud__Regions__{index}__CosmosEndpoint"] = Address(Regions[index].Cosmos);
        }

        return settings;
    }

    /// <summary>Settings of a region's silo.</summary>
    /// <param name="inboundLog">Where its inbound log listens, as its local cloud told.</param>
    public IReadOnlyDictionary<string, string> Silo(RegionPlan region, string inboundLog)
    {
        var settings = InRegion(region, inboundLog, region.SiloHttpPort);
        settings["Clustering__SiloPort"] = Text(region.SiloPort);
        settings["Clustering__GatewayPort"] = Text(region.SiloGatewayPort);
        settings["Clustering__AdvertisedAddress"] = "127.0.0.1";
        settings["WhatsApp__CloudApi__BaseAddress"] = Address(CloudApi ?? Channel);
        if (Kind == ChannelKind.Wasender)
        {
            UseSession(settings);
            settings[$"BusinessNumbers__Numbers__{Session}__AccessToken"] = Secrets.AccessToken;
            settings["WhatsApp__Wasender__BaseAddress"] = Address(Channel);
            settings["WhatsApp__Wasender__SendInterval"] = "00:00:00";
        }
        else
        {
            settings["WhatsApp__CloudApi__AccessToken"] = Secrets.AccessToken;
        }

        settings["WhatsApp__CloudApi__QuoteMessage"] = QuoteMessages ? "true" : "false";
        settings["Scripts__Folder"] = ScriptsFolder;
        settings["Scripts__Default"] = Script;
        LetOperatorIn(settings);
        return settings;
    }

    /// <summary>Settings of a region's webhook gateway.</summary>
    /// <param name="inboundLog">Where its inbound log listens, as its local cloud told.</param>
    public IReadOnlyDictionary<string, string> Gateway(RegionPlan region, string inboundLog)
    {
        var settings = InRegion(region, inboundLog, region.GatewayPort);
        settings["Gateway__Role"] = "Region";
        if (Kind == ChannelKind.Wasender)
        {
            UseSession(settings);
        }
        else
        {
            settings["Webhook__AppSecret"] = Secrets.AppSecret;
            settings["Webhook__VerifyToken"] = Secrets.VerifyToken;
        }

        settings["DeadLetters__AutoReplayInterval"] = "00:00:01";
        settings["Spool__Directory"] = Spool(region.Name);
        LetOperatorIn(settings);
        return settings;
    }

    private void LetOperatorIn(Dictionary<string, string> settings)
    {
        if (OperatorToken is not null)
        {
            settings["Access__Token"] = OperatorToken;
        }
    }

    /// <summary>Settings of the edge.</summary>
    public IReadOnlyDictionary<string, string> EdgeSettings()
    {
        var settings = Common();
        settings["ASPNETCORE_URLS"] = Address(Edge);
        settings["Gateway__Role"] = "Edge";
        settings["FailoverEvents__Topic"] = Analytics;
        settings["FailoverEvents__SendTimeout"] = "00:00:02";
        settings["Privacy__PseudonymKey"] = Secrets.PseudonymKey;
        Export(settings, EdgeName);
        if (FailbackAtOnce)
        {
            settings["Edge__FailbackAfter"] = "00:00:00";
        }

        for (var index = 0; index < Regions.Count; index++)
        {
            settings[$"Edge__Regions__{index}__Name"] = Regions[index].Name;
            settings[$"Edge__Regions__{index}__Address"] = Address(Regions[index].Gateway);
            settings[$"Edge__Regions__{index}__InboundLog__BootstrapServers"] = $"127.0.0.1:{Text(Regions[index].KafkaPort)}";
        }

        return settings;
    }

    /// <summary>Settings of the operations console.</summary>
    public IReadOnlyDictionary<string, string> ConsoleSettings()
    {
        var settings = Common();
        settings["ASPNETCORE_URLS"] = Address(Console ?? throw new InvalidOperationException("There is no port for a console."));
        settings["OpsConsole__Edge"] = Address(Edge);
        settings["OpsConsole__EventsTopic"] = Analytics;
        settings["OpsConsole__LookInterval"] = "00:00:01";
        settings["OpsConsole__LooksKept"] = "300";
        settings["OpsConsole__Token"] = OperatorToken ?? throw new InvalidOperationException("A console needs an operator's token.");
        LetOperatorIn(settings);
        for (var index = 0; index < Regions.Count; index++)
        {
            var region = Regions[index];
            settings[$"OpsConsole__Regions__{index}__Name"] = region.Name;
            settings[$"OpsConsole__Regions__{index}__Gateway"] = Address(region.Gateway);
            settings[$"OpsConsole__Regions__{index}__Silo"] = Address(region.Silo);
            settings[$"OpsConsole__Regions__{index}__Dashboard"] = region.Dashboard.AbsoluteUri;
            settings[$"OpsConsole__Regions__{index}__InboundLog__BootstrapServers"] = $"127.0.0.1:{Text(region.KafkaPort)}";
            settings[$"OpsConsole__Regions__{index}__InboundLog__FetchWait"] = "00:00:00.100";
        }

        return settings;
    }

    private void UseSession(Dictionary<string, string> settings)
    {
        settings[$"BusinessNumbers__Apps__{Session}__AppSecret"] = Secrets.AppSecret;
        settings[$"BusinessNumbers__Apps__{Session}__VerifyToken"] = Secrets.VerifyToken;
        settings[$"BusinessNumbers__Numbers__{Session}__Channel"] = "wasender";
        settings[$"BusinessNumbers__Numbers__{Session}__PhoneNumberId"] = BusinessNumber.Default.PhoneNumberId;
        settings[$"BusinessNumbers__Numbers__{Session}__App"] = Session;
    }

    // Often, so that what a search is to find has left the process.
    private void Export(Dictionary<string, string> settings, string source)
    {
        if (Collector is not null)
        {
            settings["OTEL_EXPORTER_OTLP_ENDPOINT"] = Address(Collector) + "/" + source;
            settings["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
            settings["OTEL_BSP_SCHEDULE_DELAY"] = "500";
            settings["OTEL_METRIC_EXPORT_INTERVAL"] = "2000";
        }
    }

    private Dictionary<string, string> InRegion(RegionPlan region, string inboundLog, int port)
    {
        var settings = Common();
        settings["ASPNETCORE_URLS"] = Address(RegionPlan.Local(port));
        settings["Regions__Current"] = region.Name;
        for (var index = 0; index < Regions.Count; index++)
        {
            settings[$"Regions__All__{index}__Name"] = Regions[index].Name;
            var link = Links.FirstOrDefault(link => link.From == region.Name && link.To == Regions[index].Name);
            settings[$"Regions__All__{index}__Gateway"] = Address(link is null ? Regions[index].Gateway : RegionPlan.Local(link.GatewayPort));
            settings[$"Regions__All__{index}__Redis"] = link is null ? Regions[index].Redis : RegionPlan.RedisAt(link.RedisPort);
        }

        settings["Cosmos__Endpoint"] = Address(region.Cosmos);
        settings["Cosmos__Key"] = AnyKey;
        settings["Cosmos__Database"] = Database;
        settings["Cosmos__Container"] = Container;
        settings["Cosmos__ConnectionMode"] = "Gateway";
        settings["Cosmos__CreateIfMissing"] = "true";
        settings["Clustering__Redis"] = region.Redis;
        settings["InboundLog__BootstrapServers"] = inboundLog;
        // The mock broker waits this time through even when an event comes; a broker in life answers at once.
        settings["InboundLog__FetchWait"] = "00:00:00.005";
        settings["FailoverEvents__Topic"] = Analytics;
        settings["Privacy__PseudonymKey"] = Secrets.PseudonymKey;
        settings["DeadLetters__Directory"] = DeadLetters(region.Name);
        Export(settings, region.Name);
        if (Zone is not null)
        {
            settings["Residency__IdKey"] = Secrets.IdKey;
            foreach (var (name, value) in Zone.Settings(region.Name))
            {
                settings[name] = value;
            }
        }

        foreach (var protection in ProtectionCatalog.All)
        {
            foreach (var setting in protection.Settings)
            {
                settings[setting.Name] = Without.HasFlag(protection.Flag) ? setting.Off : setting.On;
            }
        }

        if (ClockSkews.TryGetValue(region.Name, out var skew))
        {
            settings["Regions__ClockSkew"] = skew.ToString("c", CultureInfo.InvariantCulture);
        }

        return settings;
    }

    // Seven processes share few cores: no server GC heaps, and no instrumented tier that costs time just when everything starts.
    private static Dictionary<string, string> Common()
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["DOTNET_gcServer"] = "0",
            ["DOTNET_TieredPGO"] = "0",
            ["DOTNET_ENVIRONMENT"] = "Production",
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["Logging__Console__FormatterName"] = "simple",
            ["Logging__Console__FormatterOptions__TimestampFormat"] = "HH:mm:ss.fff ",
        };
        foreach (var (category, level) in QuietLogs)
        {
            var name = $"Logging__LogLevel__{category}";
            settings[name] = Environment.GetEnvironmentVariable(name) ?? level;
        }

        return settings;
    }

    private static RegionPlan Plan(string name, int[] ports) =>
        new(name, ports[0], ports[1], ports[2], ports[3], ports[4], ports[5], ports[6]);

    private static string Address(Uri uri) => uri.GetLeftPart(UriPartial.Authority);

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
