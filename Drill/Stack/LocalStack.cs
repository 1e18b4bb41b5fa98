using OrleansFailover.Drill.Channel;
using OrleansFailover.Drill.Cluster;

namespace OrleansFailover.Drill.Stack;

/// <summary>The channel and the regions that converse through it. Disposing it ends everything.</summary>
internal sealed class LocalStack : IAsyncDisposable
{
    private LocalStack(ChannelSimulator channel, LocalTopology topology, LocalCluster cluster) =>
        (Channel, Topology, Cluster) = (channel, topology, cluster);

    public ChannelSimulator Channel { get; }

    public LocalTopology Topology { get; }

    public LocalCluster Cluster { get; }

    /// <summary>Plans everything and starts the channel; the regions are started through <see cref="Cluster"/>.</summary>
    public static async Task<LocalStack> CreateAsync(StackSettings settings, TimeProvider time, CancellationToken cancellationToken)
    {
        var scripts = Scripts.Folder();
        var secrets = settings.CloudApi is null ? ChannelSecrets.Draw() : ChannelSecrets.FromEnvironment(Environment.GetEnvironmentVariable);
        var plans = LocalTopology.PlanRegions([.. StackSettings.Regions]);
        var channel = await ChannelSimulator.StartAsync(
            _ => new ChannelOptions
            {
                Secrets = secrets,
                Webhook = new Uri(RegionPlan.Local(settings.EdgePort), LocalTopology.WebhookPath),
                RegionWebhooks = [.. plans.Select(plan => new Uri(plan.Gateway, LocalTopology.WebhookPath))],
            },
            time,
            cancellationToken);
        var topology = new LocalTopology
        {
            Regions = plans,
            EdgePort = settings.EdgePort,
            Channel = channel.Address,
            CloudApi = settings.CloudApi,
            Secrets = secrets,
            ScriptsFolder = scripts,
            Script = settings.Script,
            RunFolder = RunFolder.Create(time),
            Lag = settings.Lag,
            WithoutRecentTurns = settings.WithoutRecentTurns,
            QuoteMessages = settings.QuoteMessages,
        };
        return new LocalStack(channel, topology, new LocalCluster(topology, time));
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        await Channel.DisposeAsync();
    }
}
