using System.Text;
using Confluent.Kafka;
using Microsoft.Extensions.Options;
using OrleansFailover.Grains.Interfaces.FailoverEvents;
using OrleansFailover.InboundLog.Kafka;

namespace OrleansFailover.InboundLog.FailoverEvents;

/// <summary>
/// The topic for analytics, beside the inbound log: of one log, or of the first of several that is up. Each client's own queue is bounded and sends in the background: what
/// a log does not take goes to the next one, and what none takes is dropped and counted.
/// </summary>
internal sealed class AnalyticsTopic : IFailoverEventSink, IDisposable
{
    /// <summary>The name of the connection's options: those of the section <c>InboundLog</c>.</summary>
    public const string Connection = "failover-events";

    private readonly string topic;
    private readonly TimeSpan stopTimeout;
    private readonly DroppedEvents dropped;
    private readonly TimeProvider timeProvider;
    private readonly AnalyticsLog[] logs;
    private volatile bool stopped;

    public AnalyticsTopic(IOptions<FailoverEventOptions> options, AnalyticsConnections connections, KafkaClients clients, DroppedEvents dropped, TimeProvider timeProvider)
    {
        topic = options.Value.Topic ?? "";
        stopTimeout = options.Value.StopTimeout;
        this.dropped = dropped;
        this.timeProvider = timeProvider;
        logs = [.. connections.Logs.Select(connection => new AnalyticsLog(connection, options.Value, clients, timeProvider))];
    }

    public string Place => "topic";

    // One message's events have one key, so they come in order.
    public void Write(FailoverEvent failoverEvent, byte[] json) =>
        Send(new() { Key = Encoding.UTF8.GetBytes(failoverEvent.Message.ToString()), Value = json }, AnalyticsLogPolicy.NoneTried, "no log");

    public void Dispose()
    {
        var began = timeProvider.GetTimestamp();
        foreach (var log in logs)
        {
            var left = stopTimeout - timeProvider.GetElapsedTime(began);
            log.Flush(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        }

        stopped = true;
        foreach (var log in logs)
        {
            log.Dispose();
        }
    }

    // On the writer's thread, and on the thread of a client that reports what its log did not take.
    private void Send(Message<byte[], byte[]> message, int tried, string reason)
    {
        while (!stopped && AnalyticsLogPolicy.Next(logs.Length, place => logs[place].IsUp, tried) is { } place)
        {
            tried = AnalyticsLogPolicy.With(tried, place);
            var triedNow = tried;
            if (logs[place].TrySend(topic, message, error => Send(message, triedNow, error)) is not { } error)
            {
                return;
            }

            reason = error;
        }

        dropped.Add(Place, reason);
    }
}
