namespace OrleansFailover.WebhookGateway.Health;

/// <summary>Event ids 2200 to 2299.</summary>
internal static partial class Log
{
    [LoggerMessage(2200, LogLevel.Warning, "The health checks did not answer within {Timeout}; the region counts as unhealthy.")]
    public static partial void HealthUnknown(this ILogger logger, TimeSpan timeout, Exception exception);

    [LoggerMessage(2201, LogLevel.Warning, "This region takes events: {Active}. {Description}")]
    public static partial void PhaseChanged(this ILogger logger, bool active, string? description);

    [LoggerMessage(2202, LogLevel.Warning, "The region's phase could not be read; it stays what it was.")]
    public static partial void PhaseUnknown(this ILogger logger, Exception exception);
}
