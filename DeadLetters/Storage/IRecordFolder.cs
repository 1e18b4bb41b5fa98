namespace OrleansFailover.DeadLetters.Storage;

/// <summary>Named records that are written once: what a directory and a blob container have in common.</summary>
internal interface IRecordFolder
{
    /// <summary>For messages.</summary>
    string Name { get; }

    /// <summary>Writes a record to durable storage.</summary>
    /// <returns>False when there is one of that name; it is left as it is.</returns>
    Task<bool> CreateAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>The content of a record, or null when there is none.</summary>
    Task<byte[]?> ReadAsync(string name, CancellationToken cancellationToken);

    /// <summary>The names in ordinal order.</summary>
    IAsyncEnumerable<string> NamesAsync(CancellationToken cancellationToken);

    /// <summary>Removes a record, if it is there.</summary>
    Task DeleteAsync(string name, CancellationToken cancellationToken);

    /// <summary>True for the errors by which the storage says that it does not work.</summary>
    bool IsStorageError(Exception exception);
}
