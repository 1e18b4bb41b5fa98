namespace OrleansFailover.Grains.Interfaces.Outbound;

/// <summary>One thing to tap.</summary>
/// <param name="Id">What comes back when it is tapped.</param>
/// <param name="Title">What the user sees.</param>
/// <param name="Description">A second line, in lists only.</param>
[GenerateSerializer, Immutable, Alias("choice")]
public sealed record Choice([property: Id(0)] string Id, [property: Id(1)] string Title, [property: Id(2)] string? Description = null);
