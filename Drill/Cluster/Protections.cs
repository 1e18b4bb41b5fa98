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

    /// <summary>The second look of a turn that took so long that another region may have gone on.</summary>
    LateLook = 16,

    /// <summary>The replay of dead letters and the drain of the spools.</summary>
    Replay = 32,

    /// <summary>The order of messages by the channel's time.</summary>
    ChannelTime = 64,

    /// <summary>The masks and seals of restricted senders, and the way of their webhooks to their home.</summary>
    Masking = 128,
}
