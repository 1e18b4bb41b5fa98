namespace OrleansFailover.RegionalState.Cosmos;

/// <summary>What a status of the store means for the request that it answers.</summary>
internal enum StoreStatus
{
    /// <summary>No answer, or a failure that leaves open whether the request was applied.</summary>
    Open,
    Ok,

    /// <summary>There is no such document in the replica.</summary>
    Absent,
    Conflict,
    TooLarge,

    /// <summary>Turned away for now (rate limit, retry-with); not applied.</summary>
    Busy,

    /// <summary>Turned away for good; not applied.</summary>
    Refused,
}
