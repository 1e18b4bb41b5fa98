namespace OrleansFailover.WebhookGateway.Forwarding;

/// <summary>Why a webhook went to another region than the primary one: the values of <see cref="FailoverHeaders.Reason"/>.</summary>
internal static class FailoverReason
{
    /// <summary>The primary region could not be connected to, or is known to be unhealthy: it does not have this webhook.</summary>
    public const string PrimaryUnreachable = "primary-unreachable";

    /// <summary>The region before did not answer in time; it may have taken the webhook.</summary>
    public const string Slow = "slow";

    /// <summary>The region before answered with an error, or broke off; it may have taken the webhook.</summary>
    public const string Error = "error";

    /// <summary>The primary region is reachable again, and not yet for long enough.</summary>
    public const string FailbackPending = "failback-pending";

    /// <summary>The region's own inbound log did not take the webhook in time.</summary>
    public const string LogUnavailable = "log-unavailable";

    /// <summary>The region before must not keep what a sender in it says; this one is its home.</summary>
    public const string NotHome = "not-home";

    /// <summary>The region is still recovering and takes no events.</summary>
    public const string RegionNotActive = "region-not-active";
}
