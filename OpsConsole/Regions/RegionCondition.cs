namespace OrleansFailover.OpsConsole.Regions;

/// <summary>How a region is.</summary>
internal enum RegionCondition
{
    /// <summary>It was not looked at yet.</summary>
    Unknown = 0,

    /// <summary>It takes webhooks and works on them.</summary>
    Healthy,

    /// <summary>It takes webhooks, and something of it is not as it should be.</summary>
    Degraded,

    /// <summary>It is healthy again, and the edge waits before it prefers it.</summary>
    Returning,

    /// <summary>It takes no webhooks, and this console has not seen it take any: one of the two has just begun. No incident.</summary>
    Starting,

    /// <summary>It takes no webhooks.</summary>
    Unhealthy,

    /// <summary>The console does not reach it, and nobody says that others do not. Nothing follows from it.</summary>
    Inconclusive,
}
