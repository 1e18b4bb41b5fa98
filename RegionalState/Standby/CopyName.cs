using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.RegionalState.Standby;

/// <summary>
/// The name of a copy in a turn hash: the region, or <c>region~writer</c> where two activations of one region wrote turns that do not hold
/// each other.
/// </summary>
internal static class CopyName
{
    public static RegionId RegionOf(string copy) => new(copy.Split('~', 2)[0]);
}
