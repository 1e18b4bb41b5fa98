namespace OrleansFailover.OpsConsole.Regions;

/// <summary>The newest look at a region.</summary>
/// <param name="Name">The region.</param>
/// <param name="At">When it was looked at.</param>
/// <param name="Gateway">Its gateway.</param>
/// <param name="Silo">Its silo.</param>
/// <param name="Edge">What the edge thinks of it; null where no edge answers.</param>
/// <param name="Condition">What follows.</param>
/// <param name="Since">Since when that is so.</param>
internal sealed record RegionReading(
    string Name, DateTimeOffset At, HostReading Gateway, HostReading Silo, EdgeRegionAnswer? Edge, RegionCondition Condition, DateTimeOffset Since);
