namespace OrleansFailover.WebhookGateway.DeadLetters;

/// <summary>Keeps what was acked and could not go the ordinary way.</summary>
internal interface IDeadLetterStore
{
    /// <summary>Returns when the letter is on durable storage. May be called from many threads.</summary>
    /// <exception cref="DeadLetterStoreException">It is not known to be kept: the store is full, broken, or too slow.</exception>
    Task StoreAsync(DeadLetter letter, CancellationToken cancellationToken);
}
