using OrleansFailover.InboundLog;
using OrleansFailover.RegionalState.Regions;

namespace OrleansFailover.Silo.Takeover;

/// <summary>No event is read from the log before the region may take events: a returning region that serves too early asks questions again.</summary>
internal sealed class LifecycleGate(IRegionLifecycle lifecycle) : IInboundLogGate
{
    public Task WaitUntilOpenAsync(CancellationToken cancellationToken) => lifecycle.WaitUntilActiveAsync(cancellationToken);
}
