namespace OrleansFailover.Residency.Rules;

/// <summary>What a region that is not a sender's home does while no home region is up.</summary>
public enum AwayMode
{
    /// <summary>It goes on as if it were home. The sender is not restricted.</summary>
    Allow = 0,

    /// <summary>It goes on from metadata alone; what the sender says is sealed for home.</summary>
    Mask = 1,

    /// <summary>It seals and holds what the sender says, and answers nothing but at most one neutral notice.</summary>
    Deny = 2,
}
