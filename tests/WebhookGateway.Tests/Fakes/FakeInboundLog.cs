using System.Collections.Concurrent;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.InboundLog;

namespace OrleansFailover.WebhookGateway.Tests.Fakes;

internal sealed class FakeInboundLog : IInboundLog
{
    public ConcurrentQueue<InboundEvent> Events { get; } = new();

    /// <summary>Runs before the events are taken; throw to refuse them.</summary>
    public Func<CancellationToken, Task> Before { get; set; } = _ => Task.CompletedTask;

    public int Calls;

    public void Break() => Before = _ => throw new InboundLogException("The log is broken.");

    public async Task AppendAsync(IReadOnlyList<InboundEvent> events, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref Calls);
        await Before(cancellationToken);
        foreach (var inboundEvent in events)
        {
            Events.Enqueue(inboundEvent);
        }
    }
}
