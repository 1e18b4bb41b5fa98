namespace OrleansFailover.WebhookGateway.Webhooks.Wasender;

/// <summary>What the content of an element is.</summary>
internal enum ContentRead
{
    /// <summary>Something that the user said or did.</summary>
    Message,

    /// <summary>What devices tell each other: keys, settings. Nobody said it.</summary>
    Housekeeping,

    /// <summary>Nothing yet.</summary>
    Missing,
}
