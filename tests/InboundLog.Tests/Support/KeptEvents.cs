using System.Collections.Concurrent;
using OrleansFailover.InboundLog.SetAside;

namespace OrleansFailover.InboundLog.Tests.Support;

/// <summary>A sink that can refuse.</summary>
public sealed class KeptEvents : IUnreadableEventSink, IUndeliverableEventSink
{
    private int refusals;

    public ConcurrentQueue<UnreadableEvent> Unreadable { get; } = new();

    public ConcurrentQueue<UndeliverableEvent> Undeliverable { get; } = new();

    public bool Refuses { get; set; }

    public int Refusals => refusals;

    public Task KeepAsync(UnreadableEvent unreadable, CancellationToken cancellationToken)
    {
        Check();
        Unreadable.Enqueue(unreadable);
        return Task.CompletedTask;
    }

    public Task KeepAsync(UndeliverableEvent undeliverable, CancellationToken cancellationToken)
    {
        Check();
        Undeliverable.Enqueue(undeliverable);
        return Task.CompletedTask;
    }

    private void Check()
    {
        if (Refuses)
        {
            Interlocked.Increment(ref refusals);
            throw new IOException("The store is away.");
        }
    }
}
