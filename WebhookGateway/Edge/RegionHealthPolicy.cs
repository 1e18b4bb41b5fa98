namespace OrleansFailover.WebhookGateway.Edge;

/// <summary>
/// Decides what a region's health becomes with an observation. Quick to avoid a region, slow to prefer it again: going back to a region that
/// is only half up would move its conversations twice.
/// </summary>
internal static class RegionHealthPolicy
{
    /// <param name="now">Monotonic time.</param>
    public static RegionState Next(RegionState state, RegionObservation observation, TimeSpan now, int unhealthyThreshold, TimeSpan failbackAfter) =>
        observation switch
        {
            RegionObservation.ProbeSucceeded => Succeeded(state, now, failbackAfter),
            RegionObservation.ProbeFailed => Failed(state, now, unhealthyThreshold),
            _ => Broke(state, now),
        };

    private static RegionState Succeeded(RegionState state, TimeSpan now, TimeSpan failbackAfter) => state.Health switch
    {
        RegionHealth.Unhealthy when failbackAfter > TimeSpan.Zero => new(RegionHealth.Returning, 0, now),
        RegionHealth.Returning when now - state.Since < failbackAfter => state,
        RegionHealth.Healthy => state with { FailedProbes = 0 },
        _ => new(RegionHealth.Healthy, 0, now),
    };

    private static RegionState Failed(RegionState state, TimeSpan now, int threshold)
    {
        var failed = state.FailedProbes + 1;
        return state.Health switch
        {
            RegionHealth.Unhealthy => state with { FailedProbes = failed },

            // What was in doubt already needs no second failure.
            RegionHealth.Suspect or RegionHealth.Returning => new(RegionHealth.Unhealthy, failed, now),
            _ when failed >= threshold => new(RegionHealth.Unhealthy, failed, now),
            _ => state with { FailedProbes = failed },
        };
    }

    private static RegionState Broke(RegionState state, TimeSpan now) => state.Health switch
    {
        RegionHealth.Healthy or RegionHealth.Unknown => new(RegionHealth.Suspect, state.FailedProbes, now),
        RegionHealth.Returning => new(RegionHealth.Unhealthy, state.FailedProbes, now),
        _ => state,
    };
}
