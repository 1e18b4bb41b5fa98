using OrleansFailover.Drill.Channel;

namespace OrleansFailover.Drill.Scenarios;

/// <summary>Counts acks of customers' messages from its creation on.</summary>
internal sealed class AckWatch : IDisposable
{
    private readonly ChannelSimulator _channel;
    private readonly int _wanted;
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _last;
    private int _count;

    /// <param name="wanted">How many acks <see cref="WhenAsync"/> waits for.</param>
    public AckWatch(ChannelSimulator channel, int wanted)
    {
        (_channel, _wanted) = (channel, wanted);
        channel.Acked += Hear;
    }

    /// <summary>How many there were.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>When the last one was, from the start of the channel.</summary>
    public TimeSpan Last => TimeSpan.FromTicks(Volatile.Read(ref _last));

    /// <summary>Completes with the wanted ack, or when the bound passes.</summary>
    public Task WhenAsync(TimeSpan bound, TimeProvider time, CancellationToken cancellationToken) =>
        Task.WhenAny(_reached.Task, Task.Delay(bound, time, cancellationToken));

    public void Dispose() => _channel.Acked -= Hear;

    private void Hear(Delivery delivery)
    {
        if (delivery.Messages.Count == 0)
        {
            return;
        }

        Volatile.Write(ref _last, delivery.Ended.Ticks);
        if (Interlocked.Increment(ref _count) == _wanted)
        {
            _reached.TrySetResult();
        }
    }
}
