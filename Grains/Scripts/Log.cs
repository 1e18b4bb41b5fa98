using Microsoft.Extensions.Logging;

namespace OrleansFailover.Grains.Scripts;

/// <summary>Event ids 1100 to 1149.</summary>
internal static partial class Log
{
    [LoggerMessage(1100, LogLevel.Information, "Script {Script} is loaded from {File}.")]
    public static partial void ScriptLoaded(this ILogger logger, string script, string file);
}
