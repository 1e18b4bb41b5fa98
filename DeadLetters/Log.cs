using Microsoft.Extensions.Logging;

namespace OrleansFailover.DeadLetters;

/// <summary>The log lines of the dead letters, event ids 7000 to 7099. An id holds no personal data.</summary>
internal static partial class Log
{
    [LoggerMessage(7000, LogLevel.Warning, "Dead letter {Id} was kept in {Region}.")]
    public static partial void Kept(ILogger logger, DeadLetterId id, string region);

    [LoggerMessage(7001, LogLevel.Error, "Dead letter {Id} cannot be read by this build and is left out.")]
    public static partial void RecordUnreadable(ILogger logger, DeadLetterId id, Exception exception);

    [LoggerMessage(7002, LogLevel.Information, "{Count} dead letters that were replayed or discarded before {Before} were removed.")]
    public static partial void Purged(ILogger logger, int count, DateTimeOffset before);

    [LoggerMessage(7010, LogLevel.Information, "Dead letter {Id} was replayed.")]
    public static partial void Replayed(ILogger logger, DeadLetterId id);

    [LoggerMessage(7011, LogLevel.Warning, "Dead letter {Id} still holds no event that this build can read; it stays.")]
    public static partial void NotReplayable(ILogger logger, DeadLetterId id);

    [LoggerMessage(7012, LogLevel.Warning, "Dead letter {Id} was not taken by the inbound log; the replay stops here.")]
    public static partial void ReplayStopped(ILogger logger, DeadLetterId id);

    [LoggerMessage(7013, LogLevel.Information, "The region is healthy: {Replayed} dead letters of an outage were replayed.")]
    public static partial void Drained(ILogger logger, int replayed);

    [LoggerMessage(7014, LogLevel.Warning, "The dead letters of an outage could not be replayed; it is tried again in {Delay}.")]
    public static partial void DrainFailed(ILogger logger, TimeSpan delay, Exception? exception);

    [LoggerMessage(7015, LogLevel.Error, "Dead letter {Id} was not taken {Times} times in a row; the ones behind it are replayed first.")]
    public static partial void PassedOver(ILogger logger, string id, int times);

    [LoggerMessage(7020, LogLevel.Warning, "The dead letters could not be counted.")]
    public static partial void CountFailed(ILogger logger, Exception exception);
}
