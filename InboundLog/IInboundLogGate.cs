namespace OrleansFailover.InboundLog;

/// <summary>Keeps silos from taking events before their region may, for example until a returning region has its standby copies again.</summary>
public interface IInboundLogGate
{
    /// <summary>
    /// Completes when events may be taken, at once while they may. Asked before the first read of a partition and before each offer of an event, so
    /// that nothing new is begun while the gate is closed; what was read waits. A failure is logged and the gate is asked again.
    /// </summary>
    Task WaitUntilOpenAsync(CancellationToken cancellationToken);
}
