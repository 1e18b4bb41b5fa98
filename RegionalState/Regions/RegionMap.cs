using Microsoft.Extensions.Options;
using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.RegionalState.Regions;

/// <summary>The configured regions as ids: which one this is and who its peers are.</summary>
public sealed class RegionMap
{
    public RegionMap(IOptions<RegionOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Current = new RegionId(options.Value.Current);
        All = [.. options.Value.All.Select(region => new RegionId(region.Name))];
        Peers = [.. All.Where(region => region != Current)];
    }

    /// <summary>This region.</summary>
    public RegionId Current { get; }

    /// <summary>Every region in the order of preference.</summary>
    public IReadOnlyList<RegionId> All { get; }

    /// <summary>Every region but this one, in the order of preference.</summary>
    public IReadOnlyList<RegionId> Peers { get; }
}
