using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.Grains.Interfaces.Regional;

/// <summary>
/// The standby copies of the conversations, as a grain uses them: what another region's turns and acks left here, in case this region's own
/// replica does not know it yet. No call throws because a Redis is out of reach: a turn is never stopped by a standby copy.
/// </summary>
/// <typeparam name="TState">The joinable state.</typeparam>
public interface IStandbyCopies<TState>
    where TState : class, IJoinableState<TState>
{
    /// <summary>
    /// Opens a turn: reads this region's standby copy and claims the incoming events. Last turns and pending events that the primary's Redis keeps and
    /// this region's does not are read there; where a turn cannot be read no claim is decided. With this region's Redis out of reach that of the region
    /// that keeps the claims then is read: it has the last turns too, and what its own region and this one acked. Waits while this region may not take events.
    /// </summary>
    /// <param name="key">The grain key.</param>
    /// <param name="known">The version of the grain's state; last turns it covers are not read again.</param>
    /// <param name="incoming">Events to claim: what came with the call, or what has a reply in doubt. May be empty.</param>
    /// <param name="primaryUnreachable">True when the event came here because the primary region could not be reached.</param>
    ValueTask<TurnOpening<TState>> OpenTurnAsync(
        string key, VersionVector known, IReadOnlyCollection<MessageId> incoming, bool primaryUnreachable, CancellationToken cancellationToken);

    /// <summary>
    /// Claims events in the conversation's primary region. Claiming again changes nothing. A primary that cannot be asked is waited for only
    /// while it may take events; past that, the next region that can be asked keeps the claims.
    /// </summary>
    /// <param name="primaryUnreachable">True when the event came here because the primary region could not be reached.</param>
    ValueTask<IReadOnlyDictionary<MessageId, ClaimOutcome>> ClaimAsync(
        string key, IReadOnlyCollection<MessageId> events, bool primaryUnreachable, CancellationToken cancellationToken);

    /// <summary>Gives this region's claims of events back: a turn that failed must not keep another region from them.</summary>
    ValueTask ReleaseAsync(string key, IReadOnlyCollection<MessageId> events, CancellationToken cancellationToken);

    /// <summary>
    /// Records a state in the standby copies of both regions (without a write to the store) and removes the settled events from both
    /// regions' pending lists.
    /// </summary>
    /// <returns>The state under its new version.</returns>
    ValueTask<TState> RecordAsync(string key, TState state, IReadOnlyCollection<MessageId> settled, CancellationToken cancellationToken);

    /// <summary>
    /// Removes events from both regions' pending lists and writes nothing else: for events, such as delivery statuses, that leave nothing in the
    /// state that would have to be safe before they may be forgotten.
    /// </summary>
    ValueTask SettleAsync(string key, IReadOnlyCollection<MessageId> settled, CancellationToken cancellationToken);

    /// <summary>Puts events into this region's own pending list, unless they are there: they are left to another region, for as long as it lives.</summary>
    ValueTask KeepPendingAsync(string key, IReadOnlyCollection<PendingEvent> events, CancellationToken cancellationToken);
}
