namespace OrleansFailover.DeadLetters;

/// <summary>Why something is a dead letter. The reasons of webhooks that cannot be parsed stand beside the parser.</summary>
public static class DeadLetterReason
{
    /// <summary>No region's log took the webhook.</summary>
    public const string LogUnavailable = "log-unavailable";

    /// <summary>The region was still recovering, and no other one took the webhook.</summary>
    public const string RegionNotActive = "region-not-active";

    /// <summary>The webhook crossed regions more than once.</summary>
    public const string Loop = "loop";

    /// <summary>Many parts of one webhook were no events; the record holds all of it.</summary>
    public const string ManyRejected = "many-rejected";

    /// <summary>A record of the inbound log is no envelope that the silo's build can read.</summary>
    public const string UnreadableRecord = "unreadable-record";

    /// <summary>An event whose turn failed too often, for a fault of its own.</summary>
    public const string TurnFailed = "turn-failed";

    /// <summary>An event that its conversation did not take within the bound of the inbound log, because something that its turns need was out of reach.</summary>
    public const string NotTaken = "not-taken";

    /// <summary>The reasons that lie in an outage and not in the content: replayed without anybody asking, once the region is healthy.</summary>
    public static IReadOnlyList<string> Outage { get; } = [LogUnavailable, RegionNotActive];

    /// <summary>The reasons for which nothing of a webhook was looked at: its replay keeps the parts that are no events as letters of their own.</summary>
    public static IReadOnlyList<string> WholeWebhook { get; } = [LogUnavailable, RegionNotActive, Loop];

    /// <summary>True for what may stand in a record's name.</summary>
    public static bool IsValid(string? reason) =>
        reason is { Length: > 0 and <= 64 } && reason.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
