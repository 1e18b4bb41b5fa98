namespace OrleansFailover.LocalCloud.Replication;

/// <summary>Log messages of replication: ids 9000 to 9019.</summary>
internal static partial class Log
{
    [LoggerMessage(9000, LogLevel.Warning, "Region {Peer} can't be reached; {Pending} writes wait for it: {Reason}")]
    public static partial void PeerUnreachable(ILogger logger, string peer, int pending, string reason);

    [LoggerMessage(9001, LogLevel.Information, "Region {Peer} is reached again; {Pending} writes wait for it")]
    public static partial void PeerReached(ILogger logger, string peer, int pending);

    [LoggerMessage(9002, LogLevel.Information, "Databases and containers reach region {Peer} later: {Reason}")]
    public static partial void MetadataDelayed(ILogger logger, string peer, string reason);

    [LoggerMessage(9003, LogLevel.Information, "Took a full copy of {Documents} documents from region {Peer}")]
    public static partial void CopyTaken(ILogger logger, string peer, int documents);

    [LoggerMessage(9004, LogLevel.Debug, "No full copy from region {Peer} yet: {Reason}")]
    public static partial void CopyNotTaken(ILogger logger, string peer, string reason);
}
