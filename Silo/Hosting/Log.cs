namespace OrleansFailover.Silo.Hosting;

internal static partial class Log
{
    [LoggerMessage(1300, LogLevel.Warning, "The membership table had lost rows: {Rows} writes brought it back, at version {Version}.")]
    public static partial void MembershipRestored(this ILogger logger, int rows, int version);

    [LoggerMessage(1301, LogLevel.Error, "The record with sequence number {SequenceNumber} is no envelope; it is passed over, and stays in the hub until its retention ends.")]
    public static partial void EnvelopeUnreadable(this ILogger logger, long sequenceNumber, Exception exception);
}
