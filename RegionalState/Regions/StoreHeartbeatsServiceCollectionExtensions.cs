using Microsoft.Extensions.DependencyInjection;
using OrleansFailover.RegionalState.Cosmos;

namespace OrleansFailover.RegionalState.Regions;

/// <summary>Puts the heartbeat documents into a regional grain storage.</summary>
public static class StoreHeartbeatsServiceCollectionExtensions
{
    /// <summary>
    /// Keeps this region's heartbeat document in the container of a storage, through that storage's pinned client: it is replicated like the
    /// conversations, so its delay is theirs. Partition key and id are the region's name, which no grain key equals.
    /// </summary>
    /// <param name="storage">The name of the storage.</param>
    public static IServiceCollection AddStoreHeartbeats(this IServiceCollection services, string storage) =>
        services.AddSingleton<IHeartbeatDocuments>(provider => ActivatorUtilities.CreateInstance<CosmosHeartbeatDocuments>(
            provider, provider.GetRequiredKeyedService<PinnedCosmosClient>(storage)));
}
