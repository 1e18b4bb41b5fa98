namespace OrleansFailover.Drill.Canaries;

/// <summary>Where a region keeps something.</summary>
internal enum HoldingPlace
{
    /// <summary>Its database: every document of every region that it has.</summary>
    Documents,

    /// <summary>Its Redis: standby copies, claims, the membership of its cluster.</summary>
    Redis,

    /// <summary>The topics of its log.</summary>
    LogTopics,

    /// <summary>Its dead letters, settled ones too.</summary>
    DeadLetters,

    /// <summary>The spool of its gateway.</summary>
    Spool,

    /// <summary>What its processes wrote to their consoles, and the edge's.</summary>
    LogFiles,

    /// <summary>The traces and metrics that its hosts exported, and the edge's.</summary>
    Telemetry,
}
