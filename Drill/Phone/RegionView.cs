using OrleansFailover.Drill.Cluster;

namespace OrleansFailover.Drill.Phone;

/// <summary>A region as the page shows it.</summary>
/// <param name="Name">The region.</param>
/// <param name="Primary">True for the region that conversations prefer.</param>
/// <param name="State">What can be seen of it.</param>
/// <param name="Problem">Why its last start failed, or null.</param>
internal sealed record RegionView(string Name, bool Primary, RegionState State, string? Problem);
