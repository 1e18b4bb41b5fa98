namespace OrleansFailover.WebhookGateway.Spool;

/// <summary>Event ids 2400 to 2499.</summary>
internal static partial class Log
{
    [LoggerMessage(2400, LogLevel.Warning, "The spool {Lane} starts with {Bytes} bytes in {Segments} files that wait to be drained.")]
    public static partial void Recovered(this ILogger logger, SpoolLaneName lane, long bytes, int segments);

    [LoggerMessage(2401, LogLevel.Warning, "{Bytes} bytes of an unfinished write were cut off {File} at {Offset}; nothing in them was acked.")]
    public static partial void TornTail(this ILogger logger, string file, long offset, long bytes);

    [LoggerMessage(2402, LogLevel.Error, "{File} is damaged at {Offset}: {Bytes} bytes from there on are not drained. The file is kept as {Kept}.")]
    public static partial void Damaged(this ILogger logger, string file, long offset, long bytes, string kept);

    [LoggerMessage(2403, LogLevel.Error, "{Webhooks} webhooks were not written to {File}; the next ones go to a new file.")]
    public static partial void WriteFailed(this ILogger logger, int webhooks, string file, Exception exception);

    [LoggerMessage(2404, LogLevel.Error, "The position of {Directory} cannot be read; everything in it is drained again.")]
    public static partial void PositionLost(this ILogger logger, string directory);

    [LoggerMessage(2405, LogLevel.Warning, "The spool {Lane} cannot be drained yet; it is tried again in {Pause}.")]
    public static partial void DrainWaits(this ILogger logger, SpoolLaneName lane, TimeSpan pause);

    [LoggerMessage(2406, LogLevel.Error, "Draining the spool {Lane} failed; it is tried again in {Pause}.")]
    public static partial void DrainFailed(this ILogger logger, SpoolLaneName lane, TimeSpan pause, Exception exception);

    [LoggerMessage(2407, LogLevel.Information, "The spool {Lane} is drained.")]
    public static partial void Drained(this ILogger logger, SpoolLaneName lane);

    [LoggerMessage(2408, LogLevel.Warning, "A drained file or a position of the spool {Lane} could not be written or removed; some webhooks may be drained again.")]
    public static partial void CheckpointFailed(this ILogger logger, SpoolLaneName lane, Exception exception);
}
