namespace OrleansFailover.InboundLog.SetAside;

/// <summary>What became of an event that was set aside.</summary>
public enum SetAsideFate
{
    /// <summary>It waits for somebody to decide.</summary>
    Waiting,

    /// <summary>It is to be tried again.</summary>
    Replayed,

    /// <summary>It is not needed.</summary>
    Discarded,

    /// <summary>The sink does not hold it.</summary>
    Missing,
}
