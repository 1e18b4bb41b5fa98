namespace OrleansFailover.InboundLog.FailoverEvents;

/// <summary>Reads the failover events that a region's hosts sent to their topic.</summary>
public interface IFailoverEventFeed
{
    /// <summary>
    /// Reads every event that the topic still has, oldest first, and then those that come, until it is cancelled. It outlives the service: while that is out of reach it tries again, and after a loss of
    /// its log it reads from the beginning. An event may be read more than once.
    /// </summary>
    /// <param name="log">How to reach the service; its own topic is not looked at.</param>
    /// <param name="topic">The topic of the events.</param>
    /// <param name="read">Called for each event, one at a time.</param>
    Task ReadAsync(InboundLogOptions log, string topic, Action<FailoverEventLine> read, CancellationToken cancellationToken);
}
