using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.Residency.Sealing.ConversationKeys;

/// <summary>
/// Keeps one document a conversation, in the home regions of its zone and nowhere else. Safe for concurrent use, also by several processes.
/// Everything throws <see cref="ConversationKeyStoreException"/> when the store is out of reach.
/// </summary>
internal interface IConversationKeyStore
{
    Task<StoredConversationKey?> ReadAsync(string zone, ConversationId conversation, CancellationToken cancellationToken);

    /// <summary>Writes a document in the place of the one that was read; of that one nothing stays.</summary>
    /// <param name="etag">Of the document that was read; null when there was none.</param>
    /// <returns>False when it changed since; nothing was written.</returns>
    Task<bool> TryWriteAsync(string zone, ConversationId conversation, ConversationKeyDocument document, string? etag, CancellationToken cancellationToken);

    /// <summary>The conversations of a zone that have a key.</summary>
    IAsyncEnumerable<ConversationId> ConversationsAsync(string zone, CancellationToken cancellationToken);
}
