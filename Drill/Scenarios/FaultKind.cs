namespace OrleansFailover.Drill.Scenarios;

/// <summary>What a fault is to whoever judges what came of it.</summary>
internal enum FaultKind
{
    /// <summary>Something else.</summary>
    Other,

    /// <summary>The hosts of the region ended at once.</summary>
    Loss,

    /// <summary>Hosts of the region stopped without ending.</summary>
    Stall,

    /// <summary>Hosts of the region that had been stopped went on.</summary>
    Resume,

    /// <summary>The regions ceased to see each other.</summary>
    Cut,

    /// <summary>The regions see each other again.</summary>
    Rejoin,
}
