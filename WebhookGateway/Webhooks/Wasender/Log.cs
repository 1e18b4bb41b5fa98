namespace OrleansFailover.WebhookGateway.Webhooks.Wasender;

/// <summary>Event ids 2480 to 2489.</summary>
internal static partial class Log
{
    [LoggerMessage(2480, LogLevel.Warning, "Session {Session} of WASenderApi is {State}: it takes and brings no messages.")]
    public static partial void SessionLost(this ILogger logger, string session, string state);

    [LoggerMessage(2481, LogLevel.Information, "Session {Session} of WASenderApi is {State}.")]
    public static partial void SessionChanged(this ILogger logger, string session, string state);
}
