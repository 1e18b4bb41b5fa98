using Microsoft.Extensions.Configuration;
using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.Residency;

/// <summary>The regions as section <c>Regions</c> names them.</summary>
/// <param name="Current">The region of this process, or null when the configuration is of no process.</param>
/// <param name="All">Every region, in the order of preference.</param>
public sealed record RegionNames(RegionId? Current, IReadOnlyList<RegionId> All)
{
    public static RegionNames Of(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var section = configuration.GetSection("Regions");
        return new(
            section["Current"] is { Length: > 0 } current ? new RegionId(current) : null,
            [.. section.GetSection("All").GetChildren().Select(region => region["Name"]).OfType<string>().Select(name => new RegionId(name))]);
    }
}
