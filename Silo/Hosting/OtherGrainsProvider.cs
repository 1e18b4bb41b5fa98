namespace OrleansFailover.Silo.Hosting;

/// <summary>Where grains of a deployer's own, which live in one region, keep their state.</summary>
public enum OtherGrainsProvider
{
    /// <summary>Nowhere: no grain but the conversation has a state, and that has a storage of its own.</summary>
    None,

    /// <summary>In Cosmos DB, with Orleans' own provider; needs a build with <c>-p:AzureProviders=true</c>.</summary>
    Cosmos,
}
