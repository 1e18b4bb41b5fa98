using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.Residency.Rules;

/// <summary>What one region would do with what a sender says.</summary>
/// <param name="IsHome">True when readable content may be at rest there.</param>
/// <param name="HomeUp">While every home region is up.</param>
/// <param name="HomeDown">While none is.</param>
public sealed record RegionHandling(RegionId Region, bool IsHome, HandlingStep HomeUp, HandlingStep HomeDown);
