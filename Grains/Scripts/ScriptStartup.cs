using Microsoft.Extensions.Hosting;

namespace OrleansFailover.Grains.Scripts;

/// <summary>Loads the catalog before anything starts: a silo with a broken script must not come up and take conversations.</summary>
internal sealed class ScriptStartup(Lazy<IScriptCatalog> catalog) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        _ = catalog.Value;
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
