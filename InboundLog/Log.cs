using ErrorCode = Confluent.Kafka.ErrorCode;
using Microsoft.Extensions.Logging;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.InboundLog.SetAside;

namespace OrleansFailover.InboundLog;

/// <summary>The log lines of the inbound log, event ids 3000 to 3099.</summary>
internal static partial class Log
{
    [LoggerMessage(3000, LogLevel.Warning, "Kafka client {Client}: {Facility}: {Message} ({Suppressed} lines of this kind were left out).")]
    public static partial void KafkaWarning(ILogger logger, string client, string facility, string message, int suppressed);

    [LoggerMessage(3001, LogLevel.Debug, "Kafka client {Client}: {Facility}: {Message} ({Suppressed} lines of this kind were left out).")]
    public static partial void KafkaDetail(ILogger logger, string client, string facility, string message, int suppressed);

    [LoggerMessage(3002, LogLevel.Error, "The producer of topic {Topic} failed for good with {Code}; a new one takes over.")]
    public static partial void ProducerReplaced(ILogger logger, string topic, ErrorCode code);

    [LoggerMessage(3003, LogLevel.Error, "No token for the Kafka endpoint: {Error}. The client asks again.")]
    public static partial void TokenFailed(ILogger logger, string error, Exception exception);

    [LoggerMessage(3010, LogLevel.Information, "Reading {Topic}/{Partition} from offset {Offset}.")]
    public static partial void ReadingStarted(ILogger logger, string topic, int partition, long offset);

    [LoggerMessage(3011, LogLevel.Information, "Reading {Topic}/{Partition} stopped; committed offset {Offset}.")]
    public static partial void ReadingStopped(ILogger logger, string topic, int partition, long offset);

    [LoggerMessage(3012, LogLevel.Warning, "Reading {Topic}/{Partition} could not start; it is tried again in {Delay}.")]
    public static partial void ReadingNotStarted(ILogger logger, string topic, int partition, TimeSpan delay, Exception exception);

    [LoggerMessage(3013, LogLevel.Warning, "Offsets of {Topic} were not committed: {Code}. What was delivered since may be delivered again after a crash.")]
    public static partial void CommitFailed(ILogger logger, string topic, ErrorCode code);

    [LoggerMessage(3014, LogLevel.Error, "{Topic}/{Partition}: offsets {From} to {To} are not in the log any more. They were appended and were never read.")]
    public static partial void OffsetsMissing(ILogger logger, string topic, int partition, long from, long to);

    [LoggerMessage(3015, LogLevel.Warning, "Reading {Topic} failed: {Code}. It goes on in {Delay}.")]
    public static partial void ReadFailed(ILogger logger, string topic, ErrorCode code, TimeSpan delay);

    [LoggerMessage(3016, LogLevel.Critical, "The reader of {Topic} failed unexpectedly; it goes on in {Delay}.")]
    public static partial void ReaderFailed(ILogger logger, string topic, TimeSpan delay, Exception exception);

    [LoggerMessage(3020, LogLevel.Warning, "{Topic}/{Partition}@{Offset} is unreadable: {Reason}")]
    public static partial void Unreadable(ILogger logger, string topic, int partition, long offset, string reason);

    [LoggerMessage(3021, LogLevel.Error, "{Topic}/{Partition}@{Offset} of {Conversation} was not taken within {Bound} and is set aside.")]
    public static partial void Undeliverable(ILogger logger, string topic, int partition, long offset, ConversationId conversation, TimeSpan bound);

    [LoggerMessage(3026, LogLevel.Error, "{Topic}/{Partition}@{Offset} of {Conversation} failed {Turns} turns and is set aside: {Fault}")]
    public static partial void TurnFailed(ILogger logger, string topic, int partition, long offset, ConversationId conversation, int turns, string fault);

    [LoggerMessage(3027, LogLevel.Warning, "Later events of {Conversation} wait until {Topic}/{Partition}@{Offset} is replayed or discarded.")]
    public static partial void LaterEventsWait(ILogger logger, ConversationId conversation, string topic, int partition, long offset);

    [LoggerMessage(3028, LogLevel.Information, "{Conversation} goes on: {Fate} {Topic}/{Partition}@{Offset}.")]
    public static partial void LaterEventsGoOn(ILogger logger, ConversationId conversation, SetAsideFate fate, string topic, int partition, long offset);

    [LoggerMessage(3022, LogLevel.Error, "{Topic}/{Partition}@{Offset} could not be set aside; it is tried again in {Delay}.")]
    public static partial void SetAsideFailed(ILogger logger, string topic, int partition, long offset, TimeSpan delay, Exception exception);

    [LoggerMessage(3023, LogLevel.Error, "{Topic}/{Partition}@{Offset} is unreadable and there is no store to set it aside: {Reason}")]
    public static partial void UnreadableOnlyLogged(ILogger logger, string topic, int partition, long offset, string reason);

    [LoggerMessage(3024, LogLevel.Error, "{Topic}/{Partition}@{Offset} of {Conversation} is undeliverable and there is no store to set it aside: {Reason}")]
    public static partial void UndeliverableOnlyLogged(
        ILogger logger, string topic, int partition, long offset, ConversationId conversation, string reason);

    [LoggerMessage(3025, LogLevel.Warning, "{Conversation} could not be reached to start its deliveries; they start without.")]
    public static partial void SubscriptionFailed(ILogger logger, ConversationId conversation);

    [LoggerMessage(3050, LogLevel.Information, "{Json}")]
    public static partial void FailoverEvent(ILogger logger, string json);

    [LoggerMessage(3051, LogLevel.Warning, "{Count} failover events did not reach the {Place}: {Reason}.")]
    public static partial void FailoverEventsDropped(ILogger logger, long count, string place, string reason);

    [LoggerMessage(3052, LogLevel.Error, "A failover event could not be written to the {Place}.")]
    public static partial void FailoverEventFailed(ILogger logger, string place, Exception exception);

    [LoggerMessage(3053, LogLevel.Information, "The failover events of {Topic} cannot be read: {Code}. It is tried again in {Delay}.")]
    public static partial void FailoverEventsUnread(ILogger logger, string topic, string code, TimeSpan delay);
}
