using OrleansFailover.Drill.Channel;
using OrleansFailover.Drill.Cluster;
using OrleansFailover.Drill.Network;
using OrleansFailover.Drill.Telemetry;

namespace OrleansFailover.Drill.Stack;

/// <summary>The channel and the regions that converse through it. Disposing it ends everything.</summary>
internal sealed class LocalStack : IAsyncDisposable
{
    private readonly TimeProvider _time;

    private readonly TelemetryFiles? _telemetry;

    private LocalStack(ChannelSimulator channel, LocalCluster cluster, PeerNetwork? network, TelemetryFiles? telemetry, TimeProvider time) =>
        (Channel, Cluster, Network, _telemetry, _time) = (channel, cluster, network, telemetry, time);

    public ChannelSimulator Channel { get; }

    public LocalTopology Topology => Cluster.Topology;

    public LocalCluster Cluster { get; }

    /// <summary>The regions, primary first, with their webhooks past the edge.</summary>
    public IReadOnlyList<KeyValuePair<string, Uri>> Webhooks =>
        [.. Topology.Regions.Select(plan => KeyValuePair.Create(plan.Name, new Uri(plan.Gateway, Topology.WebhookPath)))];

    /// <summary>The relays between the regions, when asked for.</summary>
    public PeerNetwork? Network { get; }

    /// <summary>Plans everything and starts the channel; the regions are started through <see cref="Cluster"/>.</summary>
    public static async Task<LocalStack> CreateAsync(StackSettings settings, TimeProvider time, CancellationToken cancellationToken)
    {
        var scripts = Scripts.Folder();
        var secrets = settings.CloudApi is null ? ChannelSecrets.Draw() : ChannelSecrets.FromEnvironment(Environment.GetEnvironmentVariable);
        var path = LocalTopology.PathOf(settings.Channel, secrets);
        var plans = LocalTopology.PlanRegions([.. StackSettings.Regions]);
        var network = settings.Relays ? PeerNetwork.Start(plans, time) : null;
        var channel = await ChannelSimulator.StartAsync(
            _ => new ChannelOptions
            {
                Kind = settings.Channel,
                SessionInterval = TimeSpan.Zero,
                Secrets = secrets,
                Webhook = new Uri(RegionPlan.Local(settings.EdgePort), path),
                RegionWebhooks = [.. plans.Select(plan => new Uri(plan.Gateway, path))],
            },
            time,
            cancellationToken);
        var runFolder = RunFolder.Create(time);
        var telemetry = settings.Restricts ? await TelemetryFiles.StartAsync(LocalTopology.TelemetryIn(runFolder), cancellationToken) : null;
        var topology = new LocalTopology
        {
            Regions = plans,
            EdgePort = settings.EdgePort,
            ConsolePort = settings.ConsolePort,
            Channel = channel.Address,
            CloudApi = settings.CloudApi,
            Kind = settings.Channel,
            Secrets = secrets,
            ScriptsFolder = scripts,
            Script = settings.Script,
            RunFolder = runFolder,
            OperatorToken = OperatorTokenFile.Draw(runFolder),
            Lag = settings.Lag,
            Without = settings.Without,
            Links = network?.Links ?? [],
            Zone = settings.Restricts ? ZonePlan.Draw(runFolder, StackSettings.Regions[^1]) : null,
            Collector = telemetry?.Address,
            FailbackAtOnce = settings.FailbackAtOnce,
            QuoteMessages = settings.QuoteMessages,
        };
        return new LocalStack(channel, new LocalCluster(topology, time), network, telemetry, time);
    }

    /// <summary>Starts the regions and lets a first message through each of them.</summary>
    /// <exception cref="StartException">A part did not come up, or no reply came.</exception>
    public async Task StartAsync(Action<string> progress, CancellationToken cancellationToken)
    {
        await Cluster.StartAsync(progress, cancellationToken);
        await WarmUpAsync(cancellationToken);
    }

    /// <summary>
    /// Lets a first message through each region that was just started, and waits until the edge calls all of them healthy. With a real Cloud API there is no such
    /// message: nobody made up is written to through it.
    /// </summary>
    /// <exception cref="StartException">No reply came, or a region stays unhealthy.</exception>
    public async Task WarmUpAsync(CancellationToken cancellationToken)
    {
        if (Topology.CloudApi is null)
        {
            await new WarmUp(Channel, Webhooks, _time).RunAsync(cancellationToken);
        }

        await Cluster.WaitForRegionsAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        await Channel.DisposeAsync();
        if (Network is not null)
        {
            await Network.DisposeAsync();
        }

        if (_telemetry is not null)
        {
            await _telemetry.DisposeAsync();
        }
    }
}
