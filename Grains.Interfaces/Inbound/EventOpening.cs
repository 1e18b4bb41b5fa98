namespace OrleansFailover.Grains.Interfaces.Inbound;

/// <summary>What became of a sealed event that was to be opened.</summary>
public enum EventOpening
{
    /// <summary>It is open.</summary>
    Opened,

    /// <summary>Only another region can open it.</summary>
    NotHome,

    /// <summary>Not now: a key is out of reach, or not known yet. Keep it and try again.</summary>
    Later,

    /// <summary>Nobody can: it was altered, is of another place, or was forgotten.</summary>
    Never,
}
