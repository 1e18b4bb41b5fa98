using Microsoft.Extensions.Logging;

namespace OrleansFailover.RegionalState.Storage;

/// <summary>Log lines of the grain storage; event ids 5220 to 5239.</summary>
internal static partial class Log
{
    [LoggerMessage(5220, LogLevel.Warning, "State of {Conversation} changed in {Region}: expected ETag {Expected}, found {Found}")]
    public static partial void ETagLost(this ILogger logger, string conversation, string region, string expected, string found);

    [LoggerMessage(5221, LogLevel.Warning, "Whether the state of {Conversation} was written in {Region} is not known ({Status}); it is read again before the next write")]
    public static partial void OutcomeUnknown(this ILogger logger, string conversation, string region, string status, Exception? cause);

    [LoggerMessage(5222, LogLevel.Information, "A write of {Conversation} in {Region} was answered as lost, but the document found is that write; it counts as accepted")]
    public static partial void OwnWriteFound(this ILogger logger, string conversation, string region);

    [LoggerMessage(5223, LogLevel.Information, "A standby copy of {CopyRegion} was joined into the document of {Conversation} in {Region}")]
    public static partial void CopyFolded(this ILogger logger, string conversation, string region, string copyRegion);
}
