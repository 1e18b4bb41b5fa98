namespace OrleansFailover.LocalCloud;

/// <summary>One region of the account and where its Cosmos-compatible endpoint listens.</summary>
public sealed class RegionEndpoint
{
    /// <summary>Name of the region, for example <c>eastus</c> or <c>East US</c>; case and spaces do not matter.</summary>
    public string Name { get; set; } = "";

    /// <summary>Base address of the region's endpoint, for example <c>http://127.0.0.1:8081/</c>.</summary>
    public Uri? CosmosEndpoint { get; set; }
}
