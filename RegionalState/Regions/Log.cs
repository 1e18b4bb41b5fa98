using Microsoft.Extensions.Logging;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Regional;

namespace OrleansFailover.RegionalState.Regions;

/// <summary>Event ids 5000 to 5099.</summary>
internal static partial class Log
{
    [LoggerMessage(5000, LogLevel.Information, "{Region} lives as incarnation {Incarnation}.")]
    public static partial void IncarnationTaken(ILogger logger, RegionId region, long incarnation);

    [LoggerMessage(5001, LogLevel.Warning, "{Region} is {Health} now, it was {Before}.")]
    public static partial void PeerHealthChanged(ILogger logger, RegionId region, PeerHealth health, PeerHealth before);

    [LoggerMessage(5002, LogLevel.Warning, "{Region} is {Phase} now ({Reason}).")]
    public static partial void PhaseEntered(ILogger logger, RegionId region, RegionPhase phase, string reason);

    [LoggerMessage(5003, LogLevel.Information, "{Region} is recovering as incarnation {Incarnation}; this region refills its standby copies.")]
    public static partial void RefillStarted(ILogger logger, RegionId region, long incarnation);

    [LoggerMessage(5004, LogLevel.Information, "{Region} was refilled with {Conversations} conversations and told so.")]
    public static partial void RefillDone(ILogger logger, RegionId region, long conversations);

    [LoggerMessage(5005, LogLevel.Warning, "The refill of {Region} stopped ({Reason}); it is tried again in {Interval}.")]
    public static partial void RefillStopped(ILogger logger, RegionId region, string reason, TimeSpan interval);

    [LoggerMessage(5006, LogLevel.Warning, "The {Loop} failed a pass; the next one comes in {Interval}.")]
    public static partial void LoopFailed(ILogger logger, string loop, TimeSpan interval, Exception exception);

    [LoggerMessage(5007, LogLevel.Debug, "The heartbeat document of {Region} could not be {Act} ({Reason}).")]
    public static partial void HeartbeatDocumentFailed(ILogger logger, RegionId region, string act, string reason);

    [LoggerMessage(5008, LogLevel.Error, "A last turn of {Region} is of a newer schema and is left to a newer build.")]
    public static partial void CopyUnreadable(ILogger logger, RegionId region, Exception exception);
}
