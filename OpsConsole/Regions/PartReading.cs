namespace OrleansFailover.OpsConsole.Regions;

/// <summary>One part of a host.</summary>
/// <param name="Name">The name of its health check.</param>
/// <param name="Status"><c>Healthy</c>, <c>Degraded</c> or <c>Unhealthy</c>.</param>
/// <param name="Description">What the check says.</param>
internal sealed record PartReading(string Name, string Status, string? Description);
