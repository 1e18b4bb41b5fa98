namespace OrleansFailover.Residency.Rules;

/// <summary>What a region does with what a sender says.</summary>
public enum Handling
{
    /// <summary>Takes it as it is.</summary>
    Process,

    /// <summary>Hands it to a home region and keeps nothing readable of it.</summary>
    HandOver,

    /// <summary>Goes on from metadata; seals what was said for home.</summary>
    Mask,

    /// <summary>Seals it and waits for home.</summary>
    Hold,
}
