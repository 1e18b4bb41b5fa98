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

    [LoggerMessage(2003, LogLevel.Error, "A dead letter ({Reason}) could not be kept; the channel is told to send the webhook again.")]
    public static partial void DeadLetterFailed(this ILogger logger, string reason, Exception exception);
}
