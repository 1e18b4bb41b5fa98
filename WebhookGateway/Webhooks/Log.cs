namespace OrleansFailover.WebhookGateway.Webhooks;

/// <summary>Event ids 2000 to 2099.</summary>
internal static partial class Log
{
    [LoggerMessage(2000, LogLevel.Warning, "The inbound log did not take {Events} events in time; the webhook goes to another region or is kept.")]
    public static partial void AppendFailed(this ILogger logger, int events, Exception exception);

    [LoggerMessage(2001, LogLevel.Warning, "The pending copies of {Events} events failed; the webhook is acked without them.")]
    public static partial void CopyFailed(this ILogger logger, int events, Exception exception);

    [LoggerMessage(2002, LogLevel.Warning, "A webhook, or a part of one, was kept as a dead letter: {Reason}.")]
    public static partial void DeadLettered(this ILogger logger, string reason);

    [LoggerMessage(2003, LogLevel.Error, "A dead letter ({Reason}) was not kept by the dead-letter store in time; it goes to the spool ({Suppressed} lines of this kind were left out).")]
    public static partial void DeadLetterFailed(this ILogger logger, string reason, int suppressed, Exception exception);

    [LoggerMessage(2004, LogLevel.Error, "Neither a log nor the dead-letter store took a webhook, or a part of one; the spool did: {Reason} ({Suppressed} lines of this kind were left out).")]
    public static partial void Spooled(this ILogger logger, string reason, int suppressed);

    [LoggerMessage(2005, LogLevel.Error, "Nothing took a webhook, or a part of one ({Reason}); the channel is told to send it again ({Suppressed} lines of this kind were left out).")]
    public static partial void SpoolFailed(this ILogger logger, string reason, int suppressed, Exception exception);

    [LoggerMessage(2006, LogLevel.Error, "{Failures} appends to the own log failed; webhooks go to another region at once, and the log is tried again every {Pause}.")]
    public static partial void CircuitOpened(this ILogger logger, int failures, TimeSpan pause);

    [LoggerMessage(2007, LogLevel.Information, "The own log takes webhooks again.")]
    public static partial void CircuitClosed(this ILogger logger);

    [LoggerMessage(2008, LogLevel.Warning, "The keys of {Conversations} conversations could not be looked up in time; what they say is sealed for the zone, which costs home a call of the vault each.")]
    public static partial void HomeKeyMissed(this ILogger logger, long conversations, Exception? exception);

    [LoggerMessage(2010, LogLevel.Warning, "The channel tells of error {Code} of a business number.")]
    public static partial void ChannelError(this ILogger logger, long code);
}
