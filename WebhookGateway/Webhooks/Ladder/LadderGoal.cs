namespace OrleansFailover.WebhookGateway.Webhooks.Ladder;

/// <summary>What is to become of a webhook, or of a part of one.</summary>
internal enum LadderGoal
{
    /// <summary>Its events belong into a log.</summary>
    Take,

    /// <summary>It is no event, or must not go on; it is kept for a person to look at.</summary>
    Keep,
}
