namespace OrleansFailover.Silo.Channels.Lanes;

/// <summary>Event ids 1250 to 1259.</summary>
internal static partial class Log
{
    [LoggerMessage(1250, LogLevel.Warning, "Number {Number} is paused: the channel refused it with {Code}; the token, a permission or the account needs attention. Its replies are kept, and one is tried every {Interval}.")]
    public static partial void NumberPaused(this ILogger logger, string number, string code, TimeSpan interval);

    [LoggerMessage(1251, LogLevel.Information, "Number {Number} sends again.")]
    public static partial void NumberResumed(this ILogger logger, string number);
}
