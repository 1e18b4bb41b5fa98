namespace OrleansFailover.WebhookGateway.Webhooks;

/// <summary>Where a webhook was put before it was answered.</summary>
internal enum AckOutcome
{
    /// <summary>Every event is in this region's log, every other part is kept: 200.</summary>
    Appended,

    /// <summary>The same, and of some event no other region has a copy, as far as this one knows: 200. The loss of this region now would be the loss of it.</summary>
    AppendedAlone,

    /// <summary>Another region took all of it: 200.</summary>
    Forwarded,

    /// <summary>It is kept as a dead letter: 200.</summary>
    DeadLettered,

    /// <summary>It is on this gateway's disk and goes on from there by itself: 200.</summary>
    Spooled,

    /// <summary>Nothing took it: 503, so that the channel keeps it and comes again.</summary>
    NotTaken,
}
