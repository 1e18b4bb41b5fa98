using OrleansFailover.Grains.Interfaces.FailoverEvents;

namespace OrleansFailover.Simulation.Log;

/// <summary>What became of a webhook is in the trace of a run already.</summary>
internal sealed class NoFailoverEvents : IFailoverEvents
{
    public void Report(FailoverEvent failoverEvent)
    {
    }
}
