namespace OrleansFailover.RegionalState.Regions;

/// <summary>Where a region is in its life.</summary>
public enum RegionPhase
{
    /// <summary>It has started, and its standby copies may lack what happened without it: it takes no events.</summary>
    Recovering,

    /// <summary>A living peer has refilled its standby copies, or there is none to wait for: it takes events.</summary>
    Active,
}
