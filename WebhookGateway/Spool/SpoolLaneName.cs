namespace OrleansFailover.WebhookGateway.Spool;

/// <summary>
/// What the webhooks of a lane wait for. Each lane keeps its own order and drains alone, so that a dead-letter store that is gone does not hold back
/// webhooks that a log would take.
/// </summary>
internal enum SpoolLaneName
{
    /// <summary>Webhooks that belong into a log.</summary>
    Webhooks,

    /// <summary>Webhooks, and parts of one, that belong into the dead-letter store.</summary>
    Letters,
}
