namespace OrleansFailover.WebhookGateway.Admin;

/// <summary>Event ids 2350 to 2369.</summary>
internal static partial class Log
{
    [LoggerMessage(2350, LogLevel.Information, "An operator replayed {Replayed} dead letters; {NotReplayable} hold no event that can be read, and it stopped at {FailedAt}.")]
    public static partial void ReplayedByOperator(this ILogger logger, int replayed, int notReplayable, string? failedAt);

    [LoggerMessage(2351, LogLevel.Information, "An operator discarded {Discarded} dead letters.")]
    public static partial void DiscardedByOperator(this ILogger logger, int discarded);
}
