namespace OrleansFailover.LocalCloud;

/// <summary>The signals of the process belong to whoever hosts the region, not to its listener.</summary>
internal sealed class EmbeddedHostLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
