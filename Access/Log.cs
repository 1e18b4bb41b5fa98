using Microsoft.Extensions.Logging;

namespace OrleansFailover.Access;

/// <summary>Event ids 9100 to 9119.</summary>
internal static partial class Log
{
    [LoggerMessage(9100, LogLevel.Information, "{Who} asked for {Action} on {What}: {Status}.")]
    public static partial void Acted(ILogger logger, string who, string action, string what, int status);

    [LoggerMessage(9101, LogLevel.Warning, "A sign-in with a wrong token.")]
    public static partial void WrongToken(ILogger logger);
}
