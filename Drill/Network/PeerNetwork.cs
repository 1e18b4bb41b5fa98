using OrleansFailover.Drill.Cluster;

namespace OrleansFailover.Drill.Network;

/// <summary>The network between the regions: every connection of one to another one's Redis and gateway passes through it.</summary>
internal sealed class PeerNetwork : IAsyncDisposable
{
    private const int RelaysOfALink = 2;

    private readonly List<TcpRelay> _relays;

    private PeerNetwork(List<TcpRelay> relays, IReadOnlyList<PeerLink> links) => (_relays, Links) = (relays, links);

    public IReadOnlyList<PeerLink> Links { get; }

    /// <summary>How many bytes went between regions: to each other's Redis and gateways, and back.</summary>
    public long Bytes => _relays.Sum(relay => relay.Bytes);

    /// <summary>Listens for every ordered pair of regions.</summary>
    public static PeerNetwork Start(IReadOnlyList<RegionPlan> regions, TimeProvider time)
    {
        var pairs = regions.SelectMany(from => regions.Where(to => to != from).Select(to => (From: from, To: to))).ToList();
        var ports = FreePorts.Take(pairs.Count * RelaysOfALink);
        var relays = new List<TcpRelay>();
        var links = new List<PeerLink>();
        foreach (var (from, to) in pairs)
        {
            var link = new PeerLink(from.Name, to.Name, ports[relays.Count], ports[relays.Count + 1]);
            relays.Add(TcpRelay.Start(link.RedisPort, to.RedisPort, time));
            relays.Add(TcpRelay.Start(link.GatewayPort, to.GatewayPort, time));
            links.Add(link);
        }

        return new PeerNetwork(relays, links);
    }

    /// <summary>Makes every link behave so, also connections that are open.</summary>
    public void Set(LinkState state) => _relays.ForEach(relay => relay.Set(state));

    public async ValueTask DisposeAsync()
    {
        foreach (var relay in _relays)
        {
            await relay.DisposeAsync();
        }
    }
}
