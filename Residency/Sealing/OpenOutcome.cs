namespace OrleansFailover.Residency.Sealing;

/// <summary>What became of a sealed piece.</summary>
public enum OpenOutcome
{
    Opened = 0,

    /// <summary>The bytes are no sealed piece.</summary>
    Malformed,

    /// <summary>The envelope is of a version that this build does not read, or the bytes are something else.</summary>
    UnknownVersion,

    /// <summary>This region is not home to the zone, or the piece is sealed with a key of another zone.</summary>
    OtherZone,

    /// <summary>No key of that id is known.</summary>
    UnknownKey,

    /// <summary>The key is listed as retired: nothing can open it any more.</summary>
    RetiredKey,

    /// <summary>The conversation was forgotten after this was sealed: nothing can open it any more.</summary>
    Forgotten,

    /// <summary>The piece was altered, or belongs to another conversation, message or part.</summary>
    Refused,

    /// <summary>The key, or the store of conversations' keys, is out of reach. Keep the piece and try again.</summary>
    KeyUnavailable,
}
