using Microsoft.Extensions.Logging;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.Grains;

/// <summary>Event ids 1000 to 1099.</summary>
internal static partial class Log
{
    [LoggerMessage(1000, LogLevel.Error, "The inbound stream of {Conversation} failed.")]
    public static partial void StreamFailed(this ILogger logger, ConversationId conversation, Exception exception);

    [LoggerMessage(1001, LogLevel.Warning, "A turn of {Conversation} failed at attempt {Attempt} and is run again from a fresh read; nothing was sent.")]
    public static partial void TurnRetried(this ILogger logger, ConversationId conversation, int attempt, Exception exception);

    [LoggerMessage(1002, LogLevel.Information, "The store reported a failed write of {Conversation}, but a fresh read shows that it was kept; the turn goes on.")]
    public static partial void WriteFoundKept(this ILogger logger, ConversationId conversation, Exception exception);

    [LoggerMessage(1003, LogLevel.Warning, "The housekeeping of {Conversation} failed and is tried again.")]
    public static partial void HousekeepingFailed(this ILogger logger, ConversationId conversation, Exception exception);

    [LoggerMessage(1004, LogLevel.Warning, "The last turn of {Conversation} could not be written to its document; the standby copies still hold it.")]
    public static partial void FlushFailed(this ILogger logger, ConversationId conversation, Exception exception);

    [LoggerMessage(1005, LogLevel.Warning, "Reply {ReplyId} of {Conversation} was not sent: {Outcome}, {Reason}.")]
    public static partial void ReplyNotSent(this ILogger logger, ConversationId conversation, string replyId, string outcome, string? reason);

    [LoggerMessage(1006, LogLevel.Warning, "Reply {ReplyId} of {Conversation} stayed in doubt for {Age} without a delivery status and is sent.")]
    public static partial void DoubtSent(this ILogger logger, ConversationId conversation, string replyId, TimeSpan age);

    [LoggerMessage(1008, LogLevel.Warning, "A turn of {Conversation} was {Age} old when its replies were to be sent, and another region had gone on without it; {Count} are not sent here.")]
    public static partial void RepliesOvertaken(this ILogger logger, ConversationId conversation, int count, TimeSpan age);

    [LoggerMessage(1011, LogLevel.Information, "Reply {ReplyId} of {Conversation} waits {RetryAfter} before it is tried again: {Reason}.")]
    public static partial void ReplyWaits(this ILogger logger, ConversationId conversation, string replyId, TimeSpan retryAfter, string? reason);

    [LoggerMessage(1010, LogLevel.Warning, "Reply {ReplyId} of {Conversation} is held and not sent: {Reason}. The user's next message is answered anew.")]
    public static partial void ReplyHeld(this ILogger logger, ConversationId conversation, string replyId, string reason);

    [LoggerMessage(1009, LogLevel.Warning, "Event {Message} of {Conversation} could not be applied and nothing of it was kept. {Fault}")]
    public static partial void EventFaulted(this ILogger logger, ConversationId conversation, MessageId message, string fault);

    [LoggerMessage(1007, LogLevel.Error, "Pending event {Message} of {Conversation} cannot be read and stays pending.")]
    public static partial void PendingUnreadable(this ILogger logger, ConversationId conversation, MessageId message, Exception exception);

    [LoggerMessage(1021, LogLevel.Warning, "Nobody can open the sealed event {Message} of {Conversation}: it was altered, is of another place, or was forgotten. It is not pending any more.")]
    public static partial void SealedEventDropped(this ILogger logger, ConversationId conversation, MessageId message);

    [LoggerMessage(1022, LogLevel.Warning, "The sealed event {Message} of {Conversation} cannot be opened now; it stays pending.")]
    public static partial void SealedEventWaits(this ILogger logger, ConversationId conversation, MessageId message);

    [LoggerMessage(1023, LogLevel.Warning, "The notice that messages of {Conversation} wait for their home failed; they wait all the same.")]
    public static partial void HeldNoticeFailed(this ILogger logger, ConversationId conversation, Exception exception);

    [LoggerMessage(1024, LogLevel.Warning, "Nobody can open message {Message} of {Conversation}, which was taken while its home was down. It counts as read, and its question is open again.")]
    public static partial void UnreadDropped(this ILogger logger, ConversationId conversation, MessageId message);

    [LoggerMessage(1020, LogLevel.Warning, "The channel took reply {ReplyId} of {Conversation} and could not deliver it: {Failure}; it counts as {Status}.")]
    public static partial void ReplyFailed(this ILogger logger, ConversationId conversation, string replyId, string failure, ReplyStatus status);
}
