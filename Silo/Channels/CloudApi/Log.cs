using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.Silo.Channels.CloudApi;

/// <summary>Event ids 1200 to 1249.</summary>
internal static partial class Log
{
    [LoggerMessage(1200, LogLevel.Information, "Reply {ReplyId} of {Conversation} was not taken ({Reason}) and is tried again in {Delay}; attempt {Attempt}.")]
    public static partial void SendRetried(this ILogger logger, ConversationId conversation, string replyId, string? reason, TimeSpan delay, int attempt);

    [LoggerMessage(1201, LogLevel.Error, "There is no access token for the business number of {Conversation}; set the AccessToken of the number, or WhatsApp:CloudApi:AccessToken.")]
    public static partial void NoAccessToken(this ILogger logger, ConversationId conversation);

    [LoggerMessage(1203, LogLevel.Information, "The channel refused ({Code}) the token {Before} of number {Number}; the request goes out again with the newer {After}.")]
    public static partial void TokenReplaced(this ILogger logger, string number, string code, string before, string after);

    [LoggerMessage(1204, LogLevel.Warning, "The tokens of the business numbers could not be probed; the next round comes.")]
    public static partial void ProbeFailed(this ILogger logger, Exception exception);
}
