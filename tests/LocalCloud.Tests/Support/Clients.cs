using Microsoft.Azure.Cosmos;

namespace OrleansFailover.LocalCloud.Tests.Support;

/// <summary>Real clients against a region.</summary>
internal static class Clients
{
    public const string DatabaseName = "conversations";
    public const string ContainerName = "state";

    private const string AccountKey = "bG9jYWxjbG91ZC1rZXk=";

    /// <summary>A client that stays at the given region.</summary>
    public static CosmosClient Pinned(LocalCloudRegion region) => new(region.CosmosEndpoint.AbsoluteUri, AccountKey, new CosmosClientOptions
    {
        ConnectionMode = ConnectionMode.Gateway,
        LimitToEndpoint = true,
        MaxRetryAttemptsOnRateLimitedRequests = 0,
        RequestTimeout = TimeSpan.FromSeconds(5),
    });

    /// <summary>A client that prefers the first of the regions and may move to the others.</summary>
    public static CosmosClient Roaming(params LocalCloudRegion[] regions) => new(regions[0].CosmosEndpoint.AbsoluteUri, AccountKey, new CosmosClientOptions
    {
        ConnectionMode = ConnectionMode.Gateway,
        ApplicationPreferredRegions = [.. regions.Select(region => region.Name)],
    });

    public static async Task<Container> CreateContainerAsync(CosmosClient client)
    {
        var cancellation = TestContext.Current.CancellationToken;
        Database database = await client.CreateDatabaseIfNotExistsAsync(DatabaseName, cancellationToken: cancellation);
        return await database.CreateContainerIfNotExistsAsync(ContainerName, "/pk", cancellationToken: cancellation);
    }

    public static Container ContainerOf(CosmosClient client) => client.GetContainer(DatabaseName, ContainerName);

    public static async Task<Note?> FindAsync(Container container, string id, string pk)
    {
        using var response = await container.ReadItemStreamAsync(id, new PartitionKey(pk), cancellationToken: TestContext.Current.CancellationToken);
        return response.IsSuccessStatusCode
            ? Newtonsoft.Json.JsonConvert.DeserializeObject<Note>(await new StreamReader(response.Content).ReadToEndAsync())
            : null;
    }
}
