namespace OrleansFailover.History;

/// <summary>What a customer meant with a message.</summary>
public enum MessagePurpose
{
    /// <summary>It opens the conversation. Sent again before the first question has come, it may count as an answer.</summary>
    Start,

    /// <summary>It answers the question that is open.</summary>
    Answer,

    /// <summary>It takes the last answer back, so that the question before is asked again.</summary>
    Correction,
}
