namespace OrleansFailover.RegionalState.Regions;

/// <summary>The life of this region, as its silos see it.</summary>
public interface IRegionLifecycle
{
    /// <summary>
    /// Whether this region may take events. Goes back to <see cref="RegionPhase.Recovering"/> when its Redis came back empty while it lived.
    /// </summary>
    RegionPhase Phase { get; }

    /// <summary>Completes when the region is active; at once when it is.</summary>
    Task WaitUntilActiveAsync(CancellationToken cancellationToken);
}
