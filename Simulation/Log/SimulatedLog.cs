using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.InboundLog;
using OrleansFailover.Simulation.Kernel;
using OrleansFailover.Simulation.Network;

namespace OrleansFailover.Simulation.Log;

/// <summary>One gateway's producer. An append that was not acknowledged in time may be in the log all the same.</summary>
internal sealed class SimulatedLog(Life life, Link link, RegionLog log, TimeSpan bound) : IInboundLog
{
    public async Task AppendAsync(IReadOnlyList<InboundEvent> events, CancellationToken cancellationToken)
    {
        InboundEvent[] copy = [.. events];
        try
        {
            await link.CallAsync(life, bound, () =>
            {
                log.Append(copy);
                return true;
            });
        }
        catch (TimeoutException exception)
        {
            throw new InboundLogException("The simulated log did not acknowledge.", exception);
        }
    }
}
