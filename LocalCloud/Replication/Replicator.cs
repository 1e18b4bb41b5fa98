using OrleansFailover.LocalCloud.Cosmos;

namespace OrleansFailover.LocalCloud.Replication;

/// <summary>All links of a region. What it has not sent lives in memory alone, and dies with it.</summary>
internal sealed class Replicator : IReplicationLog, IAsyncDisposable
{
    private static readonly TimeSpan SpreadTimeout = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly TimeProvider _time;
    private IReadOnlyList<ReplicationLink> _links = [];
    private Task _running = Task.CompletedTask;

    public Replicator(TimeProvider time)
    {
        _time = time;
    }

    public IReadOnlyList<ReplicationLink> Links => _links;

    public void Start(ReplicationContext context, long incarnation, int queueLimit)
    {
        _links =
        [
            .. context.Topology.Regions.Where((_, index) => index != context.Topology.Self)
                .Select(peer => new ReplicationLink(context, new PeerClient(peer, context.Topology, incarnation), queueLimit)),
        ];
        _running = Task.WhenAll(_links.Select(link => Task.Run(() => link.RunAsync(_stop.Token))));
    }

    public void Append(DocumentContainer container, DocumentVersion version, bool isResolution)
    {
        foreach (var link in _links)
        {
            link.Append(container, version, isResolution);
        }
    }

    public async Task SpreadMetadataAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(SpreadTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        await Task.WhenAll(_links.Select(link => link.SpreadMetadataAsync(either.Token)));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var link in _links)
        {
            link.Dispose();
        }

        _stop.Dispose();
    }
}
