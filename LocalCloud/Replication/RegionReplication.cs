namespace OrleansFailover.LocalCloud.Replication;

/// <summary>Replication of one region, to look at and to change while it runs. Safe for concurrent use.</summary>
public sealed class RegionReplication
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(5);

    private readonly ReplicationControl _control;
    private readonly Replicator _replicator;
    private readonly TimeProvider _time;

    internal RegionReplication(ReplicationControl control, Replicator replicator, TimeProvider time)
    {
        _control = control;
        _replicator = replicator;
        _time = time;
    }

    /// <summary>Age that a write reaches before it is sent.</summary>
    public TimeSpan Lag => _control.Lag;

    /// <summary>Whether sending is paused.</summary>
    public bool Paused => _control.Paused;

    /// <summary>Peers that this region is cut off from.</summary>
    public IReadOnlyCollection<string> CutPeers => _control.Cut;

    /// <summary>What waits for each peer.</summary>
    public IReadOnlyList<PeerStatus> Peers =>
        [.. _replicator.Links.Select(link => new PeerStatus(link.Peer, link.Pending.Count, link.Pending.OldestAge))];

    /// <summary>Sets the lag, also for writes that wait already.</summary>
    public void SetLag(TimeSpan lag) => _control.Lag = lag;

    /// <summary>Stops sending; writes queue, and die with the region.</summary>
    public void Pause() => _control.Paused = true;

    /// <summary>Sends again.</summary>
    public void Resume() => _control.Paused = false;

    /// <summary>Cuts this region off from peers in both directions, or ends that.</summary>
    public void SetPartition(IEnumerable<string> peers, bool on) => _control.SetCut(peers.Select(RegionName.Normalize), on);

    /// <summary>Waits until every peer has confirmed every write.</summary>
    public async Task WaitUntilSentAsync(CancellationToken cancellationToken)
    {
        while (_replicator.Links.Any(link => link.Pending.Count > 0))
        {
            await Task.Delay(PollInterval, _time, cancellationToken);
        }
    }
}
