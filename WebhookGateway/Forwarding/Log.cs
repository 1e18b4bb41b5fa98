namespace OrleansFailover.WebhookGateway.Forwarding;

/// <summary>Event ids 2100 to 2199.</summary>
internal static partial class Log
{
    [LoggerMessage(2100, LogLevel.Warning, "The gateway of {Region} answered a forwarded webhook with {StatusCode}.")]
    public static partial void PeerRefused(this ILogger logger, string region, int statusCode);

    [LoggerMessage(2101, LogLevel.Warning, "The gateway of {Region} did not take a forwarded webhook in time: {Error}.")]
    public static partial void PeerUnreachable(this ILogger logger, string region, string error);
}
