namespace OrleansFailover.RegionalState.Cosmos;

/// <summary>
/// The documents of one container in this region's replica. A partition is named by the grain key. Every call ends within the store's bound.
/// Safe for concurrent use.
/// </summary>
internal interface IDocumentStore
{
    /// <summary>One document, or null when the replica has none.</summary>
    /// <exception cref="Storage.StoreReadException">The store did not answer within the bound.</exception>
    /// <exception cref="Storage.StoreRefusedException">The store refused.</exception>
    ValueTask<StoredDocument?> ReadAsync(string key, string id, CancellationToken cancellationToken);

    /// <summary>Creates a document (no ETag) or replaces the one that has the ETag.</summary>
    ValueTask<StoreWriteResult> WriteAsync(
        string key, string id, ReadOnlyMemory<byte> content, string? etag, CancellationToken cancellationToken);

    /// <summary>Deletes the document that has the ETag.</summary>
    ValueTask<StoreWriteResult> DeleteAsync(string key, string id, string etag, CancellationToken cancellationToken);
}
