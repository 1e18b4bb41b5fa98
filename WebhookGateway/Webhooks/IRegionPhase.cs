namespace OrleansFailover.WebhookGateway.Webhooks;

/// <summary>Where this region is in its life.</summary>
internal interface IRegionPhase
{
    /// <summary>
    /// False while the region is recovering: then its silos take no events, and a webhook that its log took would wait for a state that
    /// another region already has. Cheap: asked with every webhook.
    /// </summary>
    bool IsActive { get; }
}
