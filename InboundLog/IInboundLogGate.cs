namespace OrleansFailover.InboundLog;

/// <summary>Keeps silos from taking events before their region may, for example until a returning region has its standby copies again.</summary>
public interface IInboundLogGate
{
    /// <summary>
    /// Completes when events may be read. Asked once a partition, before its first read; reading of a partition does not stop when the gate closes
    /// later. A failure is logged and the gate is asked again.
    /// </summary>
    Task WaitUntilOpenAsync(CancellationToken cancellationToken);
}
