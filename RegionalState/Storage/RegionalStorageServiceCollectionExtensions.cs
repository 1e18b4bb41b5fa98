using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime.Hosting;
using Orleans.Serialization.Serializers;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.RegionalState.Cosmos;
using OrleansFailover.RegionalState.Documents;
using OrleansFailover.RegionalState.Standby;

namespace OrleansFailover.RegionalState.Storage;

/// <summary>Registers regional grain storages.</summary>
public static class RegionalStorageServiceCollectionExtensions
{
    /// <summary>
    /// Adds a regional grain storage. A state type that implements <see cref="IJoinableState{TSelf}"/> is kept as one document a region and joined
    /// on reading; any other is one document under an ETag. The regions come from <see cref="RegionOptions"/>.
    /// </summary>
    public static IServiceCollection AddRegionalCosmosGrainStorage(
        this IServiceCollection services, string name, Action<RegionalCosmosStorageOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<RegionalCosmosStorageOptions>(name).Configure(configure).ValidateOnStart();
        return services.AddRegionalStore(name);
    }

    /// <summary>The same, with options bound from a configuration section.</summary>
    public static IServiceCollection AddRegionalCosmosGrainStorage(this IServiceCollection services, string name, IConfiguration section)
    {
        services.AddOptions<RegionalCosmosStorageOptions>(name).Bind(section).ValidateOnStart();
        return services.AddRegionalStore(name);
    }

    /// <summary>The same, and says which joinable state the storage holds, so that standby copies can be joined into its documents before the first grain is active.</summary>
    public static IServiceCollection AddRegionalCosmosGrainStorage<TState>(
        this IServiceCollection services, string name, Action<RegionalCosmosStorageOptions> configure)
        where TState : class, IJoinableState<TState> =>
        services.AddRegionalCosmosGrainStorage(name, configure).AddJoinableState<TState>(name);

    /// <summary>The same, with options bound from a configuration section and then configured.</summary>
    public static IServiceCollection AddRegionalCosmosGrainStorage<TState>(
        this IServiceCollection services, string name, IConfiguration section, Action<RegionalCosmosStorageOptions>? configure = null)
        where TState : class, IJoinableState<TState>
    {
        services.AddRegionalCosmosGrainStorage(name, section).AddJoinableState<TState>(name);
        return configure is null ? services : services.Configure(name, configure);
    }

    private static IServiceCollection AddJoinableState<TState>(this IServiceCollection services, string name) =>
        services.AddSingleton(new JoinableStateRegistration(name, typeof(TState)));

    private static IServiceCollection AddRegionalStore(this IServiceCollection services, string name)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RegionalCosmosStorageOptions>, RegionalCosmosStorageOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RegionalCosmosStorageOptions>, RegionalCosmosStorageCrossFieldValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.TryAddSingleton<RegionalStoreMetrics>();
        services.TryAddSingleton<ILastTurns, NoLastTurns>();

        services.TryAddKeyedSingleton(name, (provider, _) => new PinnedCosmosClient(
            name, OptionsOf(provider, name), provider, provider.GetRequiredService<ILogger<PinnedCosmosClient>>()));
        services.TryAddKeyedSingleton<IDocumentStore>(name, (provider, _) => new CosmosDocumentStore(
            provider.GetRequiredKeyedService<PinnedCosmosClient>(name), provider.GetRequiredService<RegionalStoreMetrics>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddKeyedSingleton(name, (provider, _) => CodecOf(provider, name));
        services.TryAddKeyedSingleton(name, (provider, _) => PartsOf(provider, name));
        services.TryAddKeyedSingleton(name, (provider, _) => StoresOf(provider, name));

        // The standby copies work on one joinable state; with several storages it is that of the first one registered.
        services.TryAddSingleton<IRegionalDocumentCodec>(provider => provider.GetRequiredKeyedService<RegionalDocumentCodec>(name));
        services.TryAddSingleton<IRegionalDocuments>(provider => new RegionalDocuments(
            provider.GetRequiredKeyedService<IDocumentStore>(name),
            provider.GetRequiredKeyedService<RegionalDocumentCodec>(name),
            new Lazy<StateStores>(() => provider.GetRequiredKeyedService<StateStores>(name))));

        return services.AddGrainStorage(name, (provider, _) => new RegionalGrainStorage(
            provider.GetRequiredKeyedService<StateStores>(name), provider.GetRequiredKeyedService<PinnedCosmosClient>(name)));
    }

    private static RegionalCosmosStorageOptions OptionsOf(IServiceProvider provider, string name) =>
        provider.GetRequiredService<IOptionsMonitor<RegionalCosmosStorageOptions>>().Get(name);

    private static RegionalDocumentCodec CodecOf(IServiceProvider provider, string name)
    {
        var options = OptionsOf(provider, name);
        return new RegionalDocumentCodec(options.CreateStateJson(), options.SchemaVersion, options.MaxDocumentBytes);
    }

    private static StoreParts PartsOf(IServiceProvider provider, string name)
    {
        var options = OptionsOf(provider, name);
        var regions = provider.GetRequiredService<IOptions<RegionOptions>>().Value;
        return new StoreParts(
            name,
            new RegionId(regions.Current),
            [.. regions.All.Select(region => new RegionId(region.Name))],
            options,
            provider.GetRequiredKeyedService<IDocumentStore>(name),
            provider.GetRequiredKeyedService<RegionalDocumentCodec>(name),
            new OrdinaryDocumentCodec(options.CreateStateJson(), options.SchemaVersion, options.MaxDocumentBytes),
            provider.GetRequiredService<ILastTurns>(),
            provider.GetRequiredService<IActivatorProvider>(),
            provider.GetRequiredService<RegionalStoreMetrics>(),
            provider.GetRequiredService<ILoggerFactory>().CreateLogger<RegionalGrainStorage>(),
            provider.GetRequiredService<TimeProvider>());
    }

    private static StateStores StoresOf(IServiceProvider provider, string name)
    {
        var stores = new StateStores(provider.GetRequiredKeyedService<StoreParts>(name));
        foreach (var registration in provider.GetServices<JoinableStateRegistration>().Where(registration => registration.Storage == name))
        {
            stores.Bind(registration.State);
        }

        return stores;
    }
}
