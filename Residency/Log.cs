using Microsoft.Extensions.Logging;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Residency.Sealing.Envelope;

namespace OrleansFailover.Residency;

/// <summary>Event ids 8000 to 8049.</summary>
internal static partial class Log
{
    [LoggerMessage(8000, LogLevel.Error, "The private half of key {Key} of zone {Zone} cannot be used: {Reason}. What is sealed with it stays sealed until it can ({Suppressed} lines of this kind were left out).")]
    public static partial void KeyUnusable(this ILogger logger, KeyId key, string zone, string reason, int suppressed);

    [LoggerMessage(8001, LogLevel.Error, "{Address} is not the private half of key {Key} of zone {Zone}; nothing is opened with it.")]
    public static partial void KeyMismatch(this ILogger logger, Uri address, KeyId key, string zone);

    [LoggerMessage(8002, LogLevel.Information, "{Conversation} of zone {Zone} is forgotten.")]
    public static partial void Forgotten(this ILogger logger, ConversationId conversation, string zone);

    [LoggerMessage(8003, LogLevel.Information, "Keys of conversations of zone {Zone}: {Rewrapped} are sealed with the current key now, {Current} were before, {Left} are left.")]
    public static partial void Rewrapped(this ILogger logger, string zone, int rewrapped, int current, int left);
}
