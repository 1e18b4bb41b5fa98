using OrleansFailover.Grains.Interfaces.Inbound;

namespace OrleansFailover.InboundLog;

/// <summary>The append side of this region's inbound log.</summary>
public interface IInboundLog
{
    /// <summary>
    /// Appends events in the given order, keyed by conversation, and returns when every one of them is acknowledged by all in-sync
    /// replicas. Events of one conversation keep their order, also across retries.
    /// </summary>
    /// <exception cref="InboundLogException">At least one event is not known to be kept, within the configured bound.</exception>
    Task AppendAsync(IReadOnlyList<InboundEvent> events, CancellationToken cancellationToken);
}
