namespace OrleansFailover.LocalCloud.Cosmos;

/// <summary>What an injected fault does to a document operation.</summary>
public enum CosmosFaultKind
{
    /// <summary>Answers the fault's status without doing anything.</summary>
    Answer,

    /// <summary>Does what was asked, then answers the fault's status: the client can't know that its write is there.</summary>
    ApplyThenAnswer,

    /// <summary>Closes the connection without doing anything.</summary>
    Drop,

    /// <summary>Does what was asked, then closes the connection: the client can't know that its write is there.</summary>
    ApplyThenDrop,

    /// <summary>Does nothing and never answers, until the client gives up or the fault is cleared.</summary>
    Hang,

    /// <summary>Waits, then does what was asked and answers as always.</summary>
    Delay,
}
