namespace OrleansFailover.WebhookGateway.Webhooks.Ladder;

/// <summary>The rungs, from the ordinary one to the last.</summary>
internal enum LadderStep
{
    /// <summary>Append the events to this region's log.</summary>
    Append,

    /// <summary>Send the whole webhook to another region's gateway.</summary>
    Forward,

    /// <summary>Keep it in the dead-letter store.</summary>
    DeadLetter,

    /// <summary>Keep it in this gateway's spool.</summary>
    Spool,

    /// <summary>Leave it where it came from: the channel is told to come again, the spool keeps it.</summary>
    Refuse,
}
