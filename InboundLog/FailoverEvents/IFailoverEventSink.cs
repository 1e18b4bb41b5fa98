using OrleansFailover.Grains.Interfaces.FailoverEvents;

namespace OrleansFailover.InboundLog.FailoverEvents;

/// <summary>A place that failover events are written to. Called from one thread at a time.</summary>
internal interface IFailoverEventSink
{
    /// <summary>A short word for metrics and log lines.</summary>
    string Place { get; }

    /// <summary>Writes an event, or counts it as dropped.</summary>
    /// <param name="failoverEvent">The event.</param>
    /// <param name="json">Its JSON in UTF-8.</param>
    void Write(FailoverEvent failoverEvent, byte[] json);
}
