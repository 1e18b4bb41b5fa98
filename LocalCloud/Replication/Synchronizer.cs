namespace OrleansFailover.LocalCloud.Replication;

/// <summary>
/// Fills a starting region with what its peers hold. A peer that is not there is not waited for, but asked again until it has answered
/// once: until then this region may lack what only that peer has.
/// </summary>
internal sealed class Synchronizer(ReplicationContext context, ReplicationInbox inbox, long incarnation) : IAsyncDisposable
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _stop = new();
    private Task _late = Task.CompletedTask;

    public async Task StartAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(longest, context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var peers = context.Topology.Regions.Where((_, index) => index != context.Topology.Self).ToList();
        var answered = await Task.WhenAll(peers.Select(peer => TryAsync(peer, either.Token)));
        cancellationToken.ThrowIfCancellationRequested();
        _late = Task.WhenAll(peers.Where((_, index) => !answered[index]).Select(peer => Task.Run(() => RetryAsync(peer, _stop.Token), CancellationToken.None)));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _late.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task RetryAsync(TopologyRegion peer, CancellationToken cancellationToken)
    {
        while (!await TryAsync(peer, cancellationToken))
        {
            await Task.Delay(RetryInterval, context.Time, cancellationToken);
        }
    }

    private async Task<bool> TryAsync(TopologyRegion peer, CancellationToken cancellationToken)
    {
        if (context.State.Outage || context.Control.IsCut(peer.Name))
        {
            return false;
        }

        try
        {
            using var client = new PeerClient(peer, context.Topology, incarnation);
            var snapshot = await client.FetchSnapshotAsync(cancellationToken);
            inbox.Apply(snapshot);
            Log.CopyTaken(context.Logger, peer.Name, snapshot.Documents.Count);
            return true;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or InvalidDataException or OperationCanceledException)
        {
            Log.CopyNotTaken(context.Logger, peer.Name, exception.Message);
            return false;
        }
    }
}
