namespace OrleansFailover.WebhookGateway.DeadLetters;

/// <summary>Reasons beside those of parsing.</summary>
internal static class DeadLetterReason
{
    /// <summary>No region's log took the webhook.</summary>
    public const string LogUnavailable = "log-unavailable";

    /// <summary>The region was still recovering, and no other one took the webhook.</summary>
    public const string RegionNotActive = "region-not-active";

    /// <summary>The webhook crossed regions more than once.</summary>
    public const string Loop = "loop";

    /// <summary>Many parts of one webhook were no events; the record holds all of it.</summary>
    public const string ManyRejected = "many-rejected";
}
