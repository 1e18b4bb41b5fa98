namespace OrleansFailover.Residency.Sealing.Keys;

/// <summary>What a zone's key is good for.</summary>
public enum ZoneKeyUse
{
    /// <summary>Opens what was sealed with it; the next or the previous key.</summary>
    Accepted = 0,

    /// <summary>Seals and opens. Exactly one key of a zone.</summary>
    Current = 1,

    /// <summary>Opens nothing any more. It is still listed so that what was sealed with it is told apart from what is damaged.</summary>
    Retired = 2,
}
