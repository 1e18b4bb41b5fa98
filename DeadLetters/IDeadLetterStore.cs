namespace OrleansFailover.DeadLetters;

/// <summary>Keeps what was acked and could not go the ordinary way. All members may be called from many threads and many processes at once.</summary>
public interface IDeadLetterStore
{
    /// <summary>
    /// Returns when the letter is on durable storage. A letter that is there already, by its <see cref="DeadLetterId"/>, is left as it is,
    /// whatever became of it. The content is read before the call returns its task.
    /// </summary>
    /// <exception cref="DeadLetterStoreException">It is not known to be kept: the store is full, broken, or too slow.</exception>
    Task<DeadLetterId> StoreAsync(DeadLetter letter, CancellationToken cancellationToken);

    /// <summary>The letters that match, by the time of their ack.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="after">The <see cref="DeadLetterPage.Next"/> of the page before, or null.</param>
    /// <param name="limit">The most letters of the page, 1 to 1000.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="DeadLetterStoreException">The store does not answer.</exception>
    Task<DeadLetterPage> ListAsync(DeadLetterFilter filter, string? after, int limit, CancellationToken cancellationToken);

    /// <summary>One letter, or null when there is none of that name.</summary>
    /// <exception cref="DeadLetterStoreException">The store does not answer, or the record cannot be read.</exception>
    Task<StoredDeadLetter?> ReadAsync(string id, CancellationToken cancellationToken);

    /// <summary>Says what became of a letter. The first answer stays: a second call changes nothing and returns it.</summary>
    /// <param name="id">The name.</param>
    /// <param name="status"><see cref="DeadLetterStatus.Replayed"/> or <see cref="DeadLetterStatus.Discarded"/>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The status that holds now, or null when there is no letter of that name.</returns>
    /// <exception cref="DeadLetterStoreException">The store does not answer.</exception>
    Task<DeadLetterStatus?> SettleAsync(string id, DeadLetterStatus status, CancellationToken cancellationToken);

    /// <summary>How many letters wait, by reason.</summary>
    /// <exception cref="DeadLetterStoreException">The store does not answer.</exception>
    Task<IReadOnlyList<DeadLetterCount>> CountAsync(CancellationToken cancellationToken);

    /// <summary>Removes the letters that were replayed or discarded before a time.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="DeadLetterStoreException">The store does not answer.</exception>
    Task<int> PurgeAsync(DateTimeOffset settledBefore, CancellationToken cancellationToken);
}
