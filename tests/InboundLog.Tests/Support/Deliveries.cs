using System.Collections.Concurrent;
using System.Diagnostics;
using OrleansFailover.Grains.Interfaces.Inbound;

namespace OrleansFailover.InboundLog.Tests.Support;

/// <summary>What the test grains of one cluster saw and how they behave.</summary>
public sealed class Deliveries
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<int>> byUser = new();
    private int total;

    /// <summary>Called by a grain for every event before it counts as taken.</summary>
    public Func<InboundEvent, Task> OnEvent { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Called by a grain while it is activated.</summary>
    public Func<string, Task> OnActivate { get; set; } = static _ => Task.CompletedTask;

    public int Total => Volatile.Read(ref total);

    public ConcurrentDictionary<string, long> TimestampsById { get; } = new();

    public IReadOnlyList<int> Of(string user) => byUser.TryGetValue(user, out var numbers) ? [.. numbers] : [];

    public async Task TakeAsync(InboundEvent inboundEvent)
    {
        await OnEvent(inboundEvent);
        TimestampsById[inboundEvent.Id.Value] = Stopwatch.GetTimestamp();
        byUser.GetOrAdd(inboundEvent.Conversation.UserId, static _ => new()).Enqueue(NumberOf(inboundEvent));
        Interlocked.Increment(ref total);
    }

    public static int NumberOf(InboundEvent inboundEvent) => int.Parse(inboundEvent.Id.Value.Split('.')[^1], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The numbers in the order in which each came first.</summary>
    public IReadOnlyList<int> FirstDeliveries(string user) => [.. Of(user).Distinct()];
}
