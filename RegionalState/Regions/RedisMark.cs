namespace OrleansFailover.RegionalState.Regions;

/// <summary>What this region's own Redis says about its refill.</summary>
internal enum RedisMark
{
    /// <summary>It did not answer.</summary>
    Unknown,

    /// <summary>It was not refilled in this life of the region.</summary>
    NotRefilled,

    /// <summary>It was refilled in this life of the region.</summary>
    Refilled,
}
