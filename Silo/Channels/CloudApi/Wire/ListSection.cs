namespace OrleansFailover.Silo.Channels.CloudApi.Wire;

/// <summary>A section of a list. A single one needs no title.</summary>
internal sealed record ListSection(IReadOnlyList<ListRow> Rows);
