using System.Collections.Concurrent;
using OrleansFailover.Grains.Interfaces.FailoverEvents;

namespace OrleansFailover.WebhookGateway.Tests.Fakes;

/// <summary>Keeps the failover events that were reported, in order.</summary>
internal sealed class FakeFailoverEvents : IFailoverEvents
{
    public ConcurrentQueue<FailoverEvent> Reported { get; } = new();

    /// <summary>Each as <c>status message target</c>.</summary>
    public IEnumerable<string> Lines => Reported.Select(item => $"{item.Status} {item.Message.Value ?? "-"} {item.TargetRegion?.Name ?? "-"}");

    public void Report(FailoverEvent failoverEvent) => Reported.Enqueue(failoverEvent);
}
