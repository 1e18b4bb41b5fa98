namespace OrleansFailover.Drill.Cluster;

/// <summary>What a drill can turn off, so that a promise breaks and the check is seen to fail.</summary>
[Flags]
public enum Protections
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The copies of last turns.</summary>
    RecentTurns = 1,

    /// <summary>The copies of pending events.</summary>
    Pending = 2,

    /// <summary>The wait of a returning region until it was refilled.</summary>
    ReturnGate = 4,

    /// <summary>The claims on events.</summary>
    Claims = 8,
}
