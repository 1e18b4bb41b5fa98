namespace OrleansFailover.OpsConsole;

/// <summary>Event ids 9200 to 9299.</summary>
internal static partial class Log
{
    [LoggerMessage(9200, LogLevel.Error, "A look at {What} failed unexpectedly; the next one comes at its time.")]
    public static partial void LookFailed(ILogger logger, string what, Exception exception);

    [LoggerMessage(9201, LogLevel.Error, "The failover events of {Region} are not read any more: unexpected.")]
    public static partial void FeedFailed(ILogger logger, string region, Exception exception);
}
