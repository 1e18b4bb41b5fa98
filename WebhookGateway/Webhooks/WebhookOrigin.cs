namespace OrleansFailover.WebhookGateway.Webhooks;

/// <summary>Where a webhook came from.</summary>
internal enum WebhookOrigin
{
    /// <summary>The channel, the edge or another region: somebody waits for the answer.</summary>
    Channel,

    /// <summary>The spool of this gateway, where it waited for a log.</summary>
    Spool,

    /// <summary>The spool of this gateway, where it waited for the dead-letter store.</summary>
    SpooledLetter,
}
