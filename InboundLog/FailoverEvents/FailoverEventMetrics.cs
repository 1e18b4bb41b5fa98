using System.Diagnostics.Metrics;
using OrleansFailover.Grains.Interfaces.FailoverEvents;

namespace OrleansFailover.InboundLog.FailoverEvents;

/// <summary>The instruments of the failover events, meter <c>OrleansFailover.FailoverEvents</c>.</summary>
internal sealed class FailoverEventMetrics
{
    public const string MeterName = "OrleansFailover.FailoverEvents";

    private readonly Counter<long> reported;
    private readonly Counter<long> dropped;

    public FailoverEventMetrics(IMeterFactory meterFactory)
    {
        var meter = meterFactory.Create(MeterName);
        reported = meter.CreateCounter<long>("failover.events", "{event}", "Routing decisions that were not \"primary, at once\", by status.");
        dropped = meter.CreateCounter<long>("failover.events.dropped", "{event}", "Failover events that did not reach the place they were to go to, by that place.");
    }

    public void Reported(FailoverStatus status) => reported.Add(1, new KeyValuePair<string, object?>("status", FailoverEventJson.NameOf(status)));

    public void Dropped(string place) => dropped.Add(1, new KeyValuePair<string, object?>("place", place));
}
