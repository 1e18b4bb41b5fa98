namespace OrleansFailover.WebhookGateway.Hosting;

/// <summary>Event ids 2460 to 2479.</summary>
internal static partial class Log
{
    [LoggerMessage(2460, LogLevel.Error, "A request to {Endpoint} failed and was answered with 500.")]
    public static partial void RequestFailed(this ILogger logger, string endpoint, Exception exception);

    [LoggerMessage(2461, LogLevel.Information, "The gateway is asked to stop: it is not ready any more, and serves on for {Delay}.")]
    public static partial void Stopping(this ILogger logger, TimeSpan delay);
}
