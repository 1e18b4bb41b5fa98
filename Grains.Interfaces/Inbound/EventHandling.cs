namespace OrleansFailover.Grains.Interfaces.Inbound;

/// <summary>What this region does with a sealed event that it cannot open.</summary>
public enum EventHandling
{
    /// <summary>Leaves it to a home region, which is up.</summary>
    Leave,

    /// <summary>Goes on from what everybody may know of it: no home region is up.</summary>
    Mask,

    /// <summary>Leaves it to home, which is not up, and says so once: its rule lets nobody else go on.</summary>
    Hold,
}
