namespace OrleansFailover.Silo.Hosting;

/// <summary>Where the membership table of a region's cluster is.</summary>
public enum ClusteringProvider
{
    /// <summary>In a Redis of the region.</summary>
    Redis,

    /// <summary>In Azure Table Storage; needs a build with <c>-p:AzureProviders=true</c>.</summary>
    AzureStorage,
}
