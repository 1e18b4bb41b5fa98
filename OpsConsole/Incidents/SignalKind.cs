namespace OrleansFailover.OpsConsole.Incidents;

/// <summary>What was seen of a region.</summary>
internal enum SignalKind
{
    /// <summary>It takes webhooks.</summary>
    Up,

    /// <summary>It takes none.</summary>
    Down,

    /// <summary>Webhooks go to another region, as the edge says.</summary>
    ServedElsewhere,

    /// <summary>A message of its own was taken by another region, as a failover event says.</summary>
    TakenElsewhere,
}
