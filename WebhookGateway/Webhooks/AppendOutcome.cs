namespace OrleansFailover.WebhookGateway.Webhooks;

/// <summary>What came of appending the events of a webhook.</summary>
internal enum AppendOutcome
{
    /// <summary>The log may lack some of them.</summary>
    Failed,

    /// <summary>The log has all of them, and another region a copy of each.</summary>
    Appended,

    /// <summary>The log has all of them; of some no other region confirmed a copy within the bound.</summary>
    AppendedAlone,
}
