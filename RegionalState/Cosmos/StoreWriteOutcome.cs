namespace OrleansFailover.RegionalState.Cosmos;

/// <summary>What became of a write.</summary>
internal enum StoreWriteOutcome
{
    Accepted,

    /// <summary>Another write came first: the ETag does not match, or the document is there already or no more. Nothing was changed.</summary>
    LostETag,

    /// <summary>The document is larger than the store takes. Nothing was changed.</summary>
    TooLarge,

    /// <summary>The store refused. Nothing was changed.</summary>
    Refused,

    /// <summary>No answer, or one that leaves open whether the write was applied.</summary>
    Unknown,
}
