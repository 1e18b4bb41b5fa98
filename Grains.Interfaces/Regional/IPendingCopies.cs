namespace OrleansFailover.Grains.Interfaces.Regional;

/// <summary>The gateway's side of the standby copies: each acked event is copied to the peer regions' pending lists, and noted in this region's.</summary>
public interface IPendingCopies
{
    /// <summary>
    /// Adds events to the pending lists of every peer region, pipelined, within the configured bound. Never throws because a peer is out of
    /// reach: what was not copied is counted and told. All but delivery statuses are noted in this region's own lists too, apart from what peers copied there:
    /// its log brings them, so that they wake nobody, but a peer that has no copy finds them. That never counts as a copy.
    /// </summary>
    /// <returns>How many of the events no peer confirmed within the bound.</returns>
    ValueTask<int> CopyAsync(IReadOnlyList<(string Key, PendingEvent Event)> events, CancellationToken cancellationToken);

    /// <summary>
    /// The same in this region's pending lists as in a peer's: for events that no log took. They are then applied before what comes after them, and at
    /// the latest taken over for their age, although the place that holds them is read much later.
    /// </summary>
    ValueTask<int> CopyEverywhereAsync(IReadOnlyList<(string Key, PendingEvent Event)> events, CancellationToken cancellationToken);
}
