using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;

namespace OrleansFailover.Residency.Events;

/// <summary>An event as it may go on.</summary>
/// <param name="Event">The event; under masks when its sender is restricted.</param>
/// <param name="Home">The regions where it may be readable, in the order of preference; null for a free sender, whose events may be readable anywhere.</param>
public readonly record struct ResidentEvent(InboundEvent Event, IReadOnlyList<RegionId>? Home)
{
    /// <summary>True when it may be readable at rest in a region.</summary>
    public bool MayStayIn(RegionId region) => Home is null || Home.Contains(region);
}
