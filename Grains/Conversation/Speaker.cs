namespace OrleansFailover.Grains.Conversation;

/// <summary>Who takes a message of the user.</summary>
internal enum Speaker
{
    /// <summary>The script.</summary>
    Script,

    /// <summary>The script, for somebody new: the id was another user's, who goes on under a new one.</summary>
    ScriptForStranger,

    /// <summary>A person of the business: the script neither reads nor answers it.</summary>
    Human,

    /// <summary>The script reads it, because it was written before the person of the business came in, but says nothing any more.</summary>
    ScriptInSilence,

    /// <summary>The script has the conversation back: it asks its open question again instead of taking this message for the answer.</summary>
    ScriptAgain,
}
