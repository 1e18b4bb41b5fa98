namespace OrleansFailover.Grains.Interfaces.Outbound;

/// <summary>A template that the channel approved, and what stands in its body.</summary>
[GenerateSerializer, Immutable, Alias("outbound-template")]
public sealed record OutboundTemplate
{
    /// <summary>Its name with the channel.</summary>
    [Id(0)]
    public required string Name { get; init; }

    /// <summary>The language it was approved in, for example <c>en_US</c>.</summary>
    [Id(1)]
    public required string Language { get; init; }

    /// <summary>The values of <c>{{1}}</c>, <c>{{2}}</c>, … of its body.</summary>
    [Id(2)]
    public IReadOnlyList<string> Parameters { get; init; } = [];

    public bool Equals(OutboundTemplate? other) =>
        other is not null && Name == other.Name && Language == other.Language && Parameters.SequenceEqual(other.Parameters);

    public override int GetHashCode() => HashCode.Combine(Name, Language, Parameters.Count);
}
