namespace OrleansFailover.Drill.Scenarios;

/// <summary>How far a promise goes under a fault.</summary>
internal enum LimitKind
{
    /// <summary>Kept but for the rare case that the reason names; those are counted.</summary>
    Counted,

    /// <summary>Not promised for what the reason names.</summary>
    NotPromised,
}
