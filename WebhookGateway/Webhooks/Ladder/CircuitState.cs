namespace OrleansFailover.WebhookGateway.Webhooks.Ladder;

/// <summary>What is known of this region's log.</summary>
internal enum CircuitState
{
    /// <summary>It takes events.</summary>
    Closed,

    /// <summary>It did not take events; one append may find out whether it does again.</summary>
    HalfOpen,

    /// <summary>It does not take events; nothing is tried.</summary>
    Open,
}
