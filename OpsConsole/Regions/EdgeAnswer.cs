namespace OrleansFailover.OpsConsole.Regions;

/// <summary>The body of <c>GET /health</c> of an edge.</summary>
internal sealed record EdgeAnswer(string? Status, IReadOnlyList<EdgeRegionAnswer>? Regions);

/// <summary>What an edge thinks of one region.</summary>
/// <param name="State"><c>Healthy</c>, <c>Unknown</c>, <c>Returning</c>, <c>Suspect</c> or <c>Unhealthy</c>.</param>
/// <param name="Serving">True for the region that a webhook would go to now.</param>
/// <param name="Since">Since when it is in this state.</param>
internal sealed record EdgeRegionAnswer(string Name, string State, bool Serving, DateTimeOffset Since, string? Detail);
