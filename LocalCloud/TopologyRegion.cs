namespace OrleansFailover.LocalCloud;

/// <summary>A region by its normalized name, with the address of its endpoint.</summary>
internal sealed record TopologyRegion(string Name, Uri Endpoint);
