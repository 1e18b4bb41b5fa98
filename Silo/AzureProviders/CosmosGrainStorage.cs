using OrleansFailover.Silo.Hosting;
#if AZURE_PROVIDERS
using Azure.Identity;
#endif

namespace OrleansFailover.Silo.AzureProviders;

/// <summary>The default grain storage in Cosmos DB, with Orleans' own provider: one document a grain, for grains that live in one region.</summary>
internal static class CosmosGrainStorage
{
    /// <exception cref="MissingProviderException">This build has no Azure providers.</exception>
    public static void Use(ISiloBuilder silo, OtherGrainsOptions settings)
    {
#if AZURE_PROVIDERS
        silo.AddCosmosGrainStorageAsDefault(options =>
        {
            options.ConfigureCosmosClient(settings.Endpoint!.ToString(), new DefaultAzureCredential());
            options.DatabaseName = settings.Database;
            options.ContainerName = settings.Container;
            options.IsResourceCreationEnabled = false;
        });
#else
        _ = (silo, settings);
        throw new MissingProviderException("OtherGrains:Provider", nameof(OtherGrainsProvider.Cosmos), "Microsoft.Orleans.Persistence.Cosmos");
#endif
    }
}
