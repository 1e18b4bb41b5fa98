namespace OrleansFailover.WebhookGateway.Health;

/// <summary>Event ids 2200 to 2299.</summary>
internal static partial class Log
{
    [LoggerMessage(2200, LogLevel.Warning, "The health checks did not answer within {Timeout}; the region counts as unhealthy.")]
    public static partial void HealthUnknown(this ILogger logger, TimeSpan timeout, Exception exception);
}
