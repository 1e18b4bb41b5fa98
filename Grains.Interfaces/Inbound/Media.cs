namespace OrleansFailover.Grains.Interfaces.Inbound;

/// <summary>A medium that the channel keeps: its id there, not its bytes.</summary>
[GenerateSerializer, Immutable, Alias("media")]
public sealed record Media([property: Id(0)] string MediaId, [property: Id(1)] string? MimeType, [property: Id(2)] string? FileName);
