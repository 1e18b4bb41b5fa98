namespace OrleansFailover.RegionalState.Tests.Storage;

/// <summary>What the store does with the next write.</summary>
internal enum WriteFault
{
    /// <summary>Does it, and answers 503.</summary>
    ApplyThenUnavailable,

    /// <summary>Does nothing, and answers 503.</summary>
    Unavailable,

    /// <summary>Does it, and answers 412, as when a client repeats a write under the hood.</summary>
    ApplyThenLostETag,

    /// <summary>Does nothing, and never answers.</summary>
    Hang,

    /// <summary>Answers 429 twice.</summary>
    BusyTwice,
}
