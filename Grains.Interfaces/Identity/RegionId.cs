using System.Text.Json.Serialization;

namespace OrleansFailover.Grains.Interfaces.Identity;

/// <summary>The name of a region, for example <c>westeurope</c>: lower-case letters, digits and hyphens. It is also the id of the region's documents.</summary>
[GenerateSerializer, Immutable, Alias("region-id")]
[JsonConverter(typeof(RegionIdJsonConverter))]
public readonly record struct RegionId([property: Id(0)] string Name)
{
    public override string ToString() => Name ?? "region:none";
}
