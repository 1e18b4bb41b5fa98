namespace OrleansFailover.Grains.Interfaces.Regional;

/// <summary>The gateway's side of the standby copies: each acked event is copied to the peer regions' pending lists.</summary>
public interface IPendingCopies
{
    /// <summary>
    /// Adds events to the pending lists of every peer region, pipelined, within the configured bound. Never throws because a peer is out of
    /// reach: what was not copied is counted and told.
    /// </summary>
    /// <returns>How many of the events no peer confirmed within the bound.</returns>
    ValueTask<int> CopyAsync(IReadOnlyList<(string Key, PendingEvent Event)> events, CancellationToken cancellationToken);

    /// <summary>
    /// The same in this region's pending lists too: for events that no log took. They are then applied before what comes after them, and at
    /// the latest taken over for their age, although the place that holds them is read much later.
    /// </summary>
    ValueTask<int> CopyEverywhereAsync(IReadOnlyList<(string Key, PendingEvent Event)> events, CancellationToken cancellationToken);
}
