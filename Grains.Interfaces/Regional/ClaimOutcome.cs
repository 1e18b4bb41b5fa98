namespace OrleansFailover.Grains.Interfaces.Regional;

/// <summary>Who may apply an event.</summary>
public enum ClaimOutcome
{
    /// <summary>This region: it holds the claim, or goes on without one because the primary region cannot be asked and need not be waited for.</summary>
    Ours,

    /// <summary>Another region that lives holds the claim; the event is left to it.</summary>
    Theirs,

    /// <summary>The primary region cannot be asked just now and does not count as down yet: ask again.</summary>
    Undecided,
}
