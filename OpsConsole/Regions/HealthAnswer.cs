namespace OrleansFailover.OpsConsole.Regions;

/// <summary>The body of <c>GET /health</c> of a gateway and of a silo.</summary>
internal sealed record HealthAnswer(string? Status, IReadOnlyDictionary<string, PartAnswer>? Parts);

/// <summary>One part in it.</summary>
internal sealed record PartAnswer(string? Status, string? Description);
