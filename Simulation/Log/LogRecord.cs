using OrleansFailover.Grains.Interfaces.Inbound;

namespace OrleansFailover.Simulation.Log;

/// <summary>One record of a simulated log.</summary>
internal sealed class LogRecord(InboundEvent inboundEvent)
{
    public InboundEvent Event => inboundEvent;

    /// <summary>True once the position behind it was committed: a new reader starts after it.</summary>
    public bool IsCommitted { get; set; }
}
