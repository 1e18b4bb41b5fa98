namespace OrleansFailover.WebhookGateway.Edge;

/// <summary>Event ids 2300 to 2399.</summary>
internal static partial class Log
{
    [LoggerMessage(2300, LogLevel.Warning, "Region {Region} was {Before} and is {After}: {Detail}.")]
    public static partial void RegionChanged(this ILogger logger, string region, RegionHealth before, RegionHealth after, string detail);

    [LoggerMessage(2301, LogLevel.Error, "The probe of region {Region} broke; it goes on.")]
    public static partial void ProbeBroke(this ILogger logger, string region, Exception exception);

    [LoggerMessage(2302, LogLevel.Error, "No region took a webhook after {Attempts} attempts; the channel is told to send it again.")]
    public static partial void NotTaken(this ILogger logger, int attempts);
}
