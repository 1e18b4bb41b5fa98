using Azure.Identity;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging;

namespace OrleansFailover.RegionalState.Cosmos;

/// <summary>
/// A client that talks to this region's replica and to no other. A document of this region that reached the account through another region's
/// replica could conflict with itself, so the pin matters for correctness, not only for latency.
/// </summary>
internal sealed class PinnedCosmosClient(
    string storage, RegionalCosmosStorageOptions options, IServiceProvider services, ILogger<PinnedCosmosClient> logger) : IDisposable
{
    private readonly Lazy<CosmosClient> client = new(() => Create(options, services));
    private List<string>? excludedRegions;

    public RegionalCosmosStorageOptions Options => options;

    public Container Container => client.Value.GetContainer(options.Database, options.Container);

    /// <summary>Options of a point operation; new ones each time, because the client may change them.</summary>
    public ItemRequestOptions RequestOptions(string? etag = null) =>
        new() { IfMatchEtag = etag, EnableContentResponseOnWrite = false, ExcludeRegions = excludedRegions };

    /// <summary>Learns the regions to exclude and, when asked to, creates the database and the container. Once, before the first operation.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.AccountRegion is { } own)
        {
            excludedRegions = await OtherRegionsAsync(own).WaitAsync(cancellationToken);
        }

        if (options.CreateIfMissing)
        {
            var database = await client.Value.CreateDatabaseIfNotExistsAsync(options.Database, cancellationToken: cancellationToken);
            await database.Database.CreateContainerIfNotExistsAsync(PointReadsOnly(), cancellationToken: cancellationToken);
        }

        logger.StoreStarted(storage, options.Endpoint!.Host, options.Database, options.Container);
    }

    public void Dispose()
    {
        if (client.IsValueCreated)
        {
            client.Value.Dispose();
        }
    }

    private static CosmosClient Create(RegionalCosmosStorageOptions options, IServiceProvider services)
    {
        var clientOptions = new CosmosClientOptions
        {
            ApplicationName = "RegionalState",
            ConnectionMode = options.ConnectionMode,
            RequestTimeout = options.RequestTimeout,
            EnableContentResponseOnWrite = false,
            // The store retries these itself, inside the bound of the whole operation.
            MaxRetryAttemptsOnRateLimitedRequests = 0,
        };
        if (options.AccountRegion is { } region)
        {
            clientOptions.ApplicationPreferredRegions = [region];
        }
        else
        {
            clientOptions.LimitToEndpoint = true;
        }

        var endpoint = options.Endpoint!.AbsoluteUri;
        return options.Key is { } key ? new CosmosClient(endpoint, key, clientOptions)
            : new CosmosClient(endpoint, options.Credential?.Invoke(services) ?? new DefaultAzureCredential(), clientOptions);
    }

    private async Task<List<string>> OtherRegionsAsync(string own)
    {
        var account = await client.Value.ReadAccountAsync();
        var all = account.WritableRegions.Concat(account.ReadableRegions).Select(region => region.Name).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (!account.WritableRegions.Any(region => SameRegion(region.Name, own)))
        {
            throw new InvalidOperationException(
                $"AccountRegion ({own}) is not a region with writes of the account at {options.Endpoint!.Host}; those are: "
                + $"{string.Join(", ", account.WritableRegions.Select(region => region.Name))}.");
        }

        return [.. all.Where(name => !SameRegion(name, own))];
    }

    private static bool SameRegion(string left, string right) =>
        string.Equals(left.Replace(" ", "", StringComparison.Ordinal), right.Replace(" ", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);

    // Documents are only ever read by id; an index would double the charge of a write for nothing.
    private ContainerProperties PointReadsOnly()
    {
        var properties = new ContainerProperties(options.Container, "/pk");
        properties.IndexingPolicy.ExcludedPaths.Add(new ExcludedPath { Path = "/*" });
        properties.IndexingPolicy.IncludedPaths.Clear();
        properties.DefaultTimeToLive = options.Retention > TimeSpan.Zero ? (int)options.Retention.TotalSeconds : null;
        return properties;
    }
}
