namespace OrleansFailover.RegionalState.Standby;

/// <summary>What is done with a last turn in this region's Redis.</summary>
internal enum CopyStep
{
    /// <summary>It stays.</summary>
    Keep,

    /// <summary>This region's replica holds it: both copies go.</summary>
    Drop,

    /// <summary>Its region is down and the replica does not hold it: this region's own document takes it in, then the copy goes.</summary>
    FoldAndDrop,

    /// <summary>It is this region's own and its grain ended before writing it: the own document takes it in, the copy stays.</summary>
    Fold,

    /// <summary>It is this region's own and nobody dropped it: the peers that lack it get it.</summary>
    Shield,
}
