namespace OrleansFailover.Grains.Conversation;

/// <summary>How a script goes on where its answers cannot be read.</summary>
internal enum MaskedStep
{
    /// <summary>It asks a question.</summary>
    Asks,

    /// <summary>It is complete.</summary>
    Closed,

    /// <summary>A branch depends on what an answer says: only home can tell.</summary>
    Undecided,
}
