using System.Collections.Concurrent;
using OrleansFailover.InboundLog.SetAside;

namespace OrleansFailover.InboundLog.Tests.Support;

/// <summary>A sink that can refuse.</summary>
public sealed class KeptEvents : IUnreadableEventSink, IUndeliverableEventSink
{
    private int refusals;
    private int looks;

    public ConcurrentQueue<UnreadableEvent> Unreadable { get; } = new();

    public ConcurrentQueue<UndeliverableEvent> Undeliverable { get; } = new();

    /// <summary>What an operator decided.</summary>
    public SetAsideFate Fate { get; set; }

    /// <summary>How often it was asked for.</summary>
    public int Looks => Volatile.Read(ref looks);

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

    public Task<SetAsideFate> FateAsync(UndeliverableEvent undeliverable, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref looks);
        return Task.FromResult(Fate);
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
