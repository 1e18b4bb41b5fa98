using Microsoft.Extensions.Logging;
using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.RegionalState.Standby;

/// <summary>Event ids 5100 to 5199.</summary>
internal static partial class Log
{
    [LoggerMessage(5100, LogLevel.Debug, "The standby Redis of {Region} did not answer ({Reason}); the call went on without it.")]
    public static partial void RedisOutOfReach(ILogger logger, RegionId region, string reason);

    [LoggerMessage(5101, LogLevel.Error, "The standby Redis of {Region} refused a script: {Message} The call went on without it.")]
    public static partial void ScriptFailed(ILogger logger, RegionId region, string message);

    [LoggerMessage(5102, LogLevel.Warning, "The standby Redis of {Region} is out of reach; it is spared until it answers again.")]
    public static partial void CircuitOpened(ILogger logger, RegionId region);

    [LoggerMessage(5103, LogLevel.Information, "The standby Redis of {Region} answers again.")]
    public static partial void CircuitClosed(ILogger logger, RegionId region);

    [LoggerMessage(5104, LogLevel.Warning, "{Count} acked events have no standby copy in {Region} ({Suppressed} lines of this kind were left out and are counted here).")]
    public static partial void Uncopied(ILogger logger, long count, RegionId region, int suppressed);

    [LoggerMessage(5105, LogLevel.Warning, "The standby Redis of {Region} keeps its bound of conversations; a turn of {Conversation} has no copy there.")]
    public static partial void TurnsFull(ILogger logger, RegionId region, string conversation);

    [LoggerMessage(5106, LogLevel.Warning, "Events of {Conversation} are not kept pending here: its list or its shard is full, or this region's Redis is out of reach.")]
    public static partial void PendingNotKept(ILogger logger, string conversation);

    [LoggerMessage(5107, LogLevel.Warning, "A pending event of {Conversation} is unreadable and left out.")]
    public static partial void PendingUnreadable(ILogger logger, string conversation, Exception exception);

    [LoggerMessage(5108, LogLevel.Warning, "The last turn of {Region} of {Conversation} could not be reviewed; the next walk tries it again.")]
    public static partial void ReviewFailed(ILogger logger, RegionId region, string conversation, Exception exception);

    [LoggerMessage(5109, LogLevel.Error, "A walk of the {Work} failed; the next one starts in {Interval}.")]
    public static partial void WalkFailed(ILogger logger, string work, TimeSpan interval, Exception exception);

    [LoggerMessage(5110, LogLevel.Information, "Last turns: {Dropped} dropped, {Folded} folded in, {Shielded} copied to a peer that lacked them.")]
    public static partial void LastTurnsReviewed(ILogger logger, int dropped, int folded, int shielded);

    [LoggerMessage(5111, LogLevel.Warning, "The takeover of {Conversation} failed; it stays pending and is tried again.")]
    public static partial void TakeoverFailed(ILogger logger, string conversation, Exception exception);
}
