using OrleansFailover.Silo.Hosting;
#if AZURE_PROVIDERS
using Azure.Data.Tables;
using Azure.Identity;
#endif

namespace OrleansFailover.Silo.AzureProviders;

/// <summary>The membership table of a region's cluster in Azure Table Storage, with Orleans' own provider.</summary>
internal static class AzureStorageClustering
{
    /// <exception cref="MissingProviderException">This build has no Azure providers.</exception>
    public static void Use(ISiloBuilder silo, Uri? tables)
    {
#if AZURE_PROVIDERS
        silo.UseAzureStorageClustering(options => options.TableServiceClient = new TableServiceClient(tables, new DefaultAzureCredential()));
#else
        _ = (silo, tables);
        throw new MissingProviderException("Clustering:Provider", nameof(ClusteringProvider.AzureStorage), "Microsoft.Orleans.Clustering.AzureStorage");
#endif
    }
}
