namespace OrleansFailover.Grains.Interfaces.Regional;

/// <summary>Where this region is in its life, as its gateways see it.</summary>
public interface IRegionPhase
{
    /// <summary>
    /// False while the region is recovering or none of its silos lives: then a webhook that its log took would wait for a state that
    /// another region already has. Cheap: asked with every webhook.
    /// </summary>
    bool IsActive { get; }
}
