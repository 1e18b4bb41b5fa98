using System.Text;
using Confluent.Kafka;
using Microsoft.Extensions.Options;
using OrleansFailover.Grains.Interfaces.FailoverEvents;
using OrleansFailover.InboundLog.Kafka;

namespace OrleansFailover.InboundLog.FailoverEvents;

/// <summary>
/// The topic for analytics, beside the inbound log. The client's own queue is bounded and sends in the background: what finds it full, and what the
/// service does not take in time, is dropped and counted.
/// </summary>
internal sealed class AnalyticsTopic : IFailoverEventSink, IDisposable
{
    /// <summary>The name of the connection's options: those of the section <c>InboundLog</c>.</summary>
    public const string Connection = "failover-events";

    private readonly string topic;
    private readonly TimeSpan stopTimeout;
    private readonly DroppedEvents dropped;
    private readonly IProducer<byte[], byte[]> producer;

    public AnalyticsTopic(IOptions<FailoverEventOptions> options, IOptionsMonitor<InboundLogOptions> connection, KafkaClients clients, DroppedEvents dropped)
    {
        topic = options.Value.Topic ?? "";
        stopTimeout = options.Value.StopTimeout;
        this.dropped = dropped;
        producer = clients.FailoverEvents(connection.Get(Connection), options.Value);
    }

    public string Place => "topic";

    // One message's events have one key, so they come in order.
    public void Write(FailoverEvent failoverEvent, byte[] json)
    {
        try
        {
            producer.Produce(topic, new() { Key = Encoding.UTF8.GetBytes(failoverEvent.Message.ToString()), Value = json }, Reported);
        }
        catch (KafkaException exception)
        {
            dropped.Add(Place, exception.Error.Code.ToString());
        }
    }

    public void Dispose()
    {
        producer.Flush(stopTimeout);
        producer.Dispose();
    }

    private void Reported(DeliveryReport<byte[], byte[]> report)
    {
        if (report.Error.IsError)
        {
            dropped.Add(Place, report.Error.Code.ToString());
        }
    }
}
