namespace OrleansFailover.LocalCloud;

/// <summary>Whether the region's store answers. Safe for concurrent use.</summary>
internal sealed class RegionState(TimeProvider time)
{
    private volatile bool _synchronized;
    private volatile bool _outage;

    public TimeProvider Time => time;

    /// <summary>Whether the region has asked its peers for what they hold.</summary>
    public bool Synchronized
    {
        get => _synchronized;
        set => _synchronized = value;
    }

    /// <summary>Whether the store plays dead: it answers 503, sends nothing and takes nothing.</summary>
    public bool Outage
    {
        get => _outage;
        set => _outage = value;
    }

    /// <summary>Why the store does not answer; null when it does.</summary>
    public string? Refusal() =>
        _outage ? "The store of this region is switched off."
        : !_synchronized ? "The region is still fetching what its peers hold."
        : null;
}
