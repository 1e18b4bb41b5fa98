namespace OrleansFailover.RegionalState.Regions;

/// <summary>One heartbeat of a region as one of its carriers shows it.</summary>
/// <param name="Incarnation">The life that sent it.</param>
/// <param name="Beat">Changes with every beat; tells nothing else.</param>
/// <param name="Phase">Where the region is in its life.</param>
internal sealed record Heartbeat(long Incarnation, long Beat, RegionPhase Phase);
