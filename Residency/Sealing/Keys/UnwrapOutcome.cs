namespace OrleansFailover.Residency.Sealing.Keys;

/// <summary>What became of a wrapped data key.</summary>
internal enum UnwrapOutcome
{
    Unwrapped,

    /// <summary>It was altered, or wrapped with another key.</summary>
    Refused,

    /// <summary>The private half is out of reach, or not allowed. Later it may work.</summary>
    Unavailable,
}
