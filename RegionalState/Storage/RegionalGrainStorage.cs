using Orleans.Storage;
using OrleansFailover.RegionalState.Cosmos;

namespace OrleansFailover.RegionalState.Storage;

/// <summary>
/// The grain storage. A state that is joinable is read as the join of every region's document and standby copy and written to this region's own
/// document; any other state is one document under an ETag. Safe for concurrent use.
/// </summary>
internal sealed class RegionalGrainStorage(StateStores stores, PinnedCosmosClient client) : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var name = new StateName(stateName, grainId);
        return stores.For<T>(name).ReadAsync(name, grainState, cancellationToken);
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var name = new StateName(stateName, grainId);
        return stores.For<T>(name).WriteAsync(name, grainState, cancellationToken);
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var name = new StateName(stateName, grainId);
        return stores.For<T>(name).ClearAsync(name, grainState, cancellationToken);
    }

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(RegionalGrainStorage), ServiceLifecycleStage.ApplicationServices, client.StartAsync);
}
