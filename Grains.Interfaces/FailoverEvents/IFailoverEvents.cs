namespace OrleansFailover.Grains.Interfaces.FailoverEvents;

/// <summary>Takes the failover events of this process.</summary>
public interface IFailoverEvents
{
    /// <summary>Takes an event without waiting. Never throws; an event that cannot be taken is counted and dropped. Thread-safe.</summary>
    void Report(FailoverEvent failoverEvent);
}
