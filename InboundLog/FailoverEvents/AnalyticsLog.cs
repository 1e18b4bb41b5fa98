using Confluent.Kafka;
using OrleansFailover.InboundLog.Kafka;
using ErrorCode = Confluent.Kafka.ErrorCode;

namespace OrleansFailover.InboundLog.FailoverEvents;

/// <summary>One log that has the topic for analytics, and whether it is up as far as its client knows. Thread-safe.</summary>
internal sealed class AnalyticsLog : IDisposable
{
    private const long Never = long.MinValue;

    private readonly IProducer<byte[], byte[]> producer;
    private readonly TimeSpan retryAfter;
    private readonly TimeProvider timeProvider;

    // When it last did not take an event, or was out of reach; never when it took one since.
    private long failedAt = Never;

    public AnalyticsLog(InboundLogOptions connection, FailoverEventOptions options, KafkaClients clients, TimeProvider timeProvider)
    {
        retryAfter = options.LogRetryAfter;
        this.timeProvider = timeProvider;
        producer = clients.FailoverEvents(connection, options, error =>
        {
            if (error.Code is ErrorCode.Local_AllBrokersDown)
            {
                Failed();
            }
        });
    }

    /// <summary>False for <c>FailoverEvents:LogRetryAfter</c> after a failure.</summary>
    public bool IsUp => Volatile.Read(ref failedAt) is var at && (at == Never || timeProvider.GetElapsedTime(at) >= retryAfter);

    /// <summary>Hands an event to the client, which sends it in the background.</summary>
    /// <param name="notTaken">Called with the reason, once, on the client's thread, when the log does not take it after all.</param>
    /// <returns>Null; or why the client does not take it.</returns>
    public string? TrySend(string topic, Message<byte[], byte[]> message, Action<string> notTaken)
    {
        try
        {
            producer.Produce(topic, message, report =>
            {
                if (report.Error.IsError)
                {
                    Failed();
                    notTaken(report.Error.Code.ToString());
                }
                else
                {
                    Volatile.Write(ref failedAt, Never);
                }
            });
            return null;
        }
        catch (KafkaException exception)
        {
            return exception.Error.Code.ToString();
        }
        catch (ObjectDisposedException)
        {
            return "the host has stopped";
        }
    }

    public void Flush(TimeSpan timeout) => producer.Flush(timeout);

    public void Dispose() => producer.Dispose();

    private void Failed() => Volatile.Write(ref failedAt, timeProvider.GetTimestamp());
}
