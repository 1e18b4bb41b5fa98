namespace OrleansFailover.Silo.Channels.CloudApi.Wire;

/// <summary>A row of a list.</summary>
internal sealed record ListRow(string Id, string Title, string? Description);
