namespace OrleansFailover.OpsConsole.Regions;

/// <summary>Brings together what a region's hosts and an edge say of it. Pure.</summary>
internal static class RegionConditionPolicy
{
    /// <summary>What is to be shown of a region.</summary>
    /// <param name="gateway">What the gateway told.</param>
    /// <param name="silo">What the silo told.</param>
    /// <param name="edge">The region's state at the edge; null where no edge answers.</param>
    public static RegionCondition Decide(HostState gateway, HostState silo, string? edge) => (gateway, edge) switch
    {
        (HostState.Unknown, _) => RegionCondition.Unknown,

        // Silent to the console: the edge decides, for it is what sends webhooks there.
        (HostState.Silent, "Unhealthy" or "Suspect") => RegionCondition.Unhealthy,
        (HostState.Silent, _) => RegionCondition.Inconclusive,
        (HostState.Unhealthy, _) or (_, "Unhealthy") => RegionCondition.Unhealthy,
        (_, "Returning") => RegionCondition.Returning,
        (HostState.Healthy, _) when silo is HostState.Healthy => RegionCondition.Healthy,
        _ => RegionCondition.Degraded,
    };

    /// <summary>A region that is down and was never seen healthy is starting for a while.</summary>
    /// <param name="condition">What the hosts and the edge say.</param>
    /// <param name="wasHealthy">Whether this console has seen it healthy.</param>
    /// <param name="watched">How long this console has looked.</param>
    /// <param name="grace">How long a start may take.</param>
    public static RegionCondition Soften(RegionCondition condition, bool wasHealthy, TimeSpan watched, TimeSpan grace) =>
        condition is RegionCondition.Unhealthy && !wasHealthy && watched < grace ? RegionCondition.Starting : condition;
}
