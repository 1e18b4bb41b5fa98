namespace OrleansFailover.InboundLog;

/// <summary>What the later events of a conversation do when one of its events was set aside.</summary>
public enum LaterEvents
{
    /// <summary>They go on without it; replayed, it is a late message.</summary>
    GoOn,

    /// <summary>They wait in the log until somebody has replayed or discarded it.</summary>
    Wait,
}
