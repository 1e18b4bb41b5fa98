namespace OrleansFailover.Grains.Interfaces.Inbound;

/// <summary>A place, in degrees (WGS 84).</summary>
[GenerateSerializer, Immutable, Alias("location")]
public sealed record Location([property: Id(0)] double Latitude, [property: Id(1)] double Longitude, [property: Id(2)] string? Name, [property: Id(3)] string? Address);
