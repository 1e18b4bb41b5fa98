using OrleansFailover.Bench.Payloads;
using OrleansFailover.Drill.Cluster;
using OrleansFailover.Drill.Network;
using OrleansFailover.Drill.Stack;

namespace OrleansFailover.Load.Processes;

/// <summary>Two regions as processes, as a drill has them. Without an edge webhooks go to the first region's gateway.</summary>
internal sealed class BenchCluster : IAsyncDisposable
{
    private readonly LocalCluster _cluster;

    private BenchCluster(LocalCluster cluster, PeerNetwork? network) => (_cluster, Network) = (cluster, network);

    public RegionProcesses First => _cluster.Regions[0];

    public RegionProcesses Second => _cluster.Regions[1];

    public LocalTopology Topology => _cluster.Topology;

    public string LogFolder => _cluster.LogFolder;

    /// <summary>The relays between the regions, when asked for.</summary>
    public PeerNetwork? Network { get; }

    /// <summary>Plans the regions.</summary>
    /// <param name="channel">Where replies go.</param>
    /// <param name="tuning">What is different about the processes of a program.</param>
    /// <param name="relays">Whether what goes between the regions is counted.</param>
    /// <param name="edge">Whether there is one.</param>
    public static BenchCluster Plan(
        Uri channel, IReadOnlyDictionary<HostProgram, HostTuning> tuning, TimeProvider time, bool relays = false, bool edge = false)
    {
        var plans = LocalTopology.PlanRegions([.. StackSettings.Regions]);
        var network = relays ? PeerNetwork.Start(plans, time) : null;
        var topology = new LocalTopology
        {
            Regions = plans,
            EdgePort = edge ? FreePorts.Take(1)[0] : 0,
            Channel = channel,
            Secrets = ChannelSecrets.Draw() with { AppSecret = TextWebhook.AppSecret },
            ScriptsFolder = Scripts.Folder(),
            Script = Scripts.SixQuestions,
            RunFolder = RunFolder.Create(time),
            Links = network?.Links ?? [],
        };
        return new(new LocalCluster(topology, time, tuning), network);
    }

    /// <summary>Starts both regions.</summary>
    /// <exception cref="StartException">A part did not come up.</exception>
    public Task StartAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_cluster.Regions.Select(region => region.StartAsync(_ => { }, cancellationToken)));

    /// <summary>Starts both regions and the edge, and waits until it sends webhooks on.</summary>
    /// <exception cref="StartException">A part did not come up.</exception>
    public Task StartWithEdgeAsync(CancellationToken cancellationToken) => _cluster.StartAsync(_ => { }, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        if (Network is not null)
        {
            await Network.DisposeAsync();
        }
    }
}
