using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.Residency.Rules;

/// <summary>What a region does next.</summary>
/// <param name="To">The home region that it is handed to; null unless it is handed over.</param>
public readonly record struct HandlingStep(Handling Handling, RegionId? To = null);
