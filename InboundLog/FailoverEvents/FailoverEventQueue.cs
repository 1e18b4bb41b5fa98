using System.Threading.Channels;
using Microsoft.Extensions.Options;
using OrleansFailover.Grains.Interfaces.FailoverEvents;

namespace OrleansFailover.InboundLog.FailoverEvents;

/// <summary>Between the decisions and the writing of them: bounded, and never waited for.</summary>
internal sealed class FailoverEventQueue(IOptions<FailoverEventOptions> options, FailoverEventMetrics metrics, DroppedEvents dropped) : IFailoverEvents
{
    // Full, a write waits; only writes that do not wait are made.
    private readonly Channel<FailoverEvent> channel = Channel.CreateBounded<FailoverEvent>(
        new BoundedChannelOptions(options.Value.QueueCapacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    public ChannelReader<FailoverEvent> Reader => channel.Reader;

    public void Report(FailoverEvent failoverEvent)
    {
        metrics.Reported(failoverEvent.Status);
        if (!channel.Writer.TryWrite(failoverEvent))
        {
            dropped.Add("queue", "it is full, or the host has stopped");
        }
    }

    /// <summary>Takes no more; the reader ends when it has read what is there.</summary>
    public void Complete() => channel.Writer.TryComplete();
}
