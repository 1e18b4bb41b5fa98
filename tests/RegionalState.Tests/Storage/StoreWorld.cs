using OrleansFailover.RegionalState.Cosmos;

namespace OrleansFailover.RegionalState.Tests.Storage;

/// <summary>An account of two regions in which the conformance suite runs.</summary>
internal abstract class StoreWorld : IAsyncDisposable
{
    public const string East = "eastus";
    public const string West = "westeurope";

    private readonly List<TestSilo> silos = [];

    public async Task<TestSilo> SiloAsync(string region = East, Action<RegionalCosmosStorageOptions>? configure = null)
    {
        var silo = Create(region, options => configure?.Invoke(options));
        silos.Add(silo);
        await StartAsync(silo);
        return silo;
    }

    public abstract void PauseReplication();

    /// <summary>Ends the pause and waits until both regions hold everything.</summary>
    public abstract Task ReplicateAsync();

    public abstract void FailNextWrite(string region, WriteFault fault);

    public abstract void SetOutage(string region, bool on);

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in silos)
        {
            await silo.DisposeAsync();
        }

        await StopAsync();
    }

    protected abstract TestSilo Create(string region, Action<RegionalCosmosStorageOptions> configure);

    protected virtual Task StartAsync(TestSilo silo) => Task.CompletedTask;

    protected virtual ValueTask StopAsync() => default;
}
