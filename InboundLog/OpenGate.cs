namespace OrleansFailover.InboundLog;

/// <summary>The gate of a process that has nothing to wait for.</summary>
internal sealed class OpenGate : IInboundLogGate
{
    public Task WaitUntilOpenAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
