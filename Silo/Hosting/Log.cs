namespace OrleansFailover.Silo.Hosting;

internal static partial class Log
{
    [LoggerMessage(1300, LogLevel.Warning, "The membership table had lost rows: {Rows} writes brought it back, at version {Version}.")]
    public static partial void MembershipRestored(this ILogger logger, int rows, int version);
}
