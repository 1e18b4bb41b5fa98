namespace OrleansFailover.LocalCloud.Cosmos;

/// <summary>One immutable version of a document, as it is stored and as it travels to the other regions.</summary>
internal sealed record DocumentVersion
{
    public required DocumentKey Key { get; init; }

    /// <summary>The whole JSON with its system properties; null in a tombstone.</summary>
    public required byte[]? Body { get; init; }

    public required string Etag { get; init; }

    public required string ResourceId { get; init; }

    /// <summary>The <c>_ts</c> of the document, in seconds since 1970.</summary>
    public required long Timestamp { get; init; }

    /// <summary>Second since 1970 from which the document no longer counts; 0 means never.</summary>
    public required long ExpiresAt { get; init; }

    /// <summary>Position of the writing region in the account.</summary>
    public required int Origin { get; init; }

    /// <summary>Number of this write in the writing region's container.</summary>
    public required long OriginSequence { get; init; }

    /// <summary>What this version has seen, a number a region.</summary>
    public required long[] Vector { get; init; }

    public bool IsTombstone => Body is null;

    public bool IsVisible(long nowSeconds) => Body is not null && (ExpiresAt == 0 || nowSeconds < ExpiresAt);

    public bool IsSameWriteAs(DocumentVersion other) => Origin == other.Origin && OriginSequence == other.OriginSequence;
}
