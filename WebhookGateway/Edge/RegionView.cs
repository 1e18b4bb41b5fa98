namespace OrleansFailover.WebhookGateway.Edge;

/// <summary>A region and what the edge knows of it.</summary>
internal sealed record RegionView(string Name, Uri Address, RegionState State, DateTimeOffset ChangedAt, DateTimeOffset? ProbedAt, string Detail);
