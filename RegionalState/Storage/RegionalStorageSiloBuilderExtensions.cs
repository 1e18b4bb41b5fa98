using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.RegionalState.Cosmos;

namespace OrleansFailover.RegionalState.Storage;

/// <summary>Registers regional grain storages with a silo and their health check.</summary>
public static class RegionalStorageSiloBuilderExtensions
{
    /// <inheritdoc cref="RegionalStorageServiceCollectionExtensions.AddRegionalCosmosGrainStorage(IServiceCollection, string, Action{RegionalCosmosStorageOptions})"/>
    public static ISiloBuilder AddRegionalCosmosGrainStorage(
        this ISiloBuilder builder, string name, Action<RegionalCosmosStorageOptions> configure)
    {
        builder.Services.AddRegionalCosmosGrainStorage(name, configure);
        return builder;
    }

    /// <inheritdoc cref="RegionalStorageServiceCollectionExtensions.AddRegionalCosmosGrainStorage(IServiceCollection, string, IConfiguration)"/>
    public static ISiloBuilder AddRegionalCosmosGrainStorage(this ISiloBuilder builder, string name, IConfiguration section)
    {
        builder.Services.AddRegionalCosmosGrainStorage(name, section);
        return builder;
    }

    /// <inheritdoc cref="RegionalStorageServiceCollectionExtensions.AddRegionalCosmosGrainStorage{TState}(IServiceCollection, string, Action{RegionalCosmosStorageOptions})"/>
    public static ISiloBuilder AddRegionalCosmosGrainStorage<TState>(
        this ISiloBuilder builder, string name, Action<RegionalCosmosStorageOptions> configure)
        where TState : class, IJoinableState<TState>
    {
        builder.Services.AddRegionalCosmosGrainStorage<TState>(name, configure);
        return builder;
    }

    /// <inheritdoc cref="RegionalStorageServiceCollectionExtensions.AddRegionalCosmosGrainStorage{TState}(IServiceCollection, string, IConfiguration, Action{RegionalCosmosStorageOptions})"/>
    public static ISiloBuilder AddRegionalCosmosGrainStorage<TState>(
        this ISiloBuilder builder, string name, IConfiguration section, Action<RegionalCosmosStorageOptions>? configure = null)
        where TState : class, IJoinableState<TState>
    {
        builder.Services.AddRegionalCosmosGrainStorage<TState>(name, section, configure);
        return builder;
    }

    /// <summary>Adds the health check of a regional grain storage: one point read of this region's replica.</summary>
    /// <param name="storage">The name of the storage.</param>
    /// <param name="name">The name of the check. Default <c>store</c>.</param>
    /// <param name="bound">How long the read may take. Default 2 s.</param>
    /// <param name="tags">The tags of the check.</param>
    public static IHealthChecksBuilder AddRegionalStoreHealthCheck(
        this IHealthChecksBuilder builder, string storage, string name = "store", TimeSpan? bound = null, IEnumerable<string>? tags = null) =>
        builder.Add(new HealthCheckRegistration(
            name,
            provider => new RegionalStoreHealthCheck(
                provider.GetRequiredKeyedService<IDocumentStore>(storage), bound ?? TimeSpan.FromSeconds(2), provider.GetRequiredService<TimeProvider>()),
            HealthStatus.Unhealthy,
            tags));
}
