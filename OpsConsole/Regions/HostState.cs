namespace OrleansFailover.OpsConsole.Regions;

/// <summary>What a host told of itself.</summary>
internal enum HostState
{
    /// <summary>It was not asked yet.</summary>
    Unknown = 0,

    /// <summary>It is healthy.</summary>
    Healthy,

    /// <summary>It answers, and works with less than it should have.</summary>
    Degraded,

    /// <summary>It answers that it is not.</summary>
    Unhealthy,

    /// <summary>It does not answer.</summary>
    Silent,
}
