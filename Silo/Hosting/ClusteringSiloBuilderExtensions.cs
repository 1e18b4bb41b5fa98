using System.Net;
using Microsoft.Extensions.Options;
using Orleans.Clustering.Redis;
using Orleans.Configuration;
using OrleansFailover.Silo.AzureProviders;
using OrleansFailover.Silo.Hosting.Membership;
using StackExchange.Redis;

namespace OrleansFailover.Silo.Hosting;

/// <summary>Joins this silo to its region's cluster.</summary>
internal static class ClusteringSiloBuilderExtensions
{
    // A silo that reads a lost table writes it again. Orleans reads it once a minute by default; one hash of a few rows costs little.
    private static readonly TimeSpan TableRefresh = TimeSpan.FromSeconds(10);

    /// <summary>One cluster a region (ADR 0001), with its membership in that region's Redis, or in a table of that region.</summary>
    public static ISiloBuilder AddRegionCluster(this ISiloBuilder silo, IConfiguration configuration)
    {
        silo.Services.AddOptions<ClusteringOptions>().Bind(configuration.GetSection(ClusteringOptions.Section)).ValidateOnStart();
        silo.Services.AddSingleton<IValidateOptions<ClusteringOptions>, ClusteringOptionsValidator>();
        silo.Services.AddOptions<ClusterOptions>().Configure<IOptions<ClusteringOptions>, IOptions<RegionalState.RegionOptions>>((cluster, options, regions) =>
        {
            cluster.ClusterId = options.Value.ClusterId ?? regions.Value.Current;
            cluster.ServiceId = options.Value.ServiceId;
        });
        silo.Services.AddOptions<EndpointOptions>().Configure<IOptions<ClusteringOptions>>((endpoint, options) =>
        {
            endpoint.SiloPort = options.Value.SiloPort;
            endpoint.GatewayPort = options.Value.GatewayPort;
            if (options.Value.AdvertisedAddress is { Length: > 0 } address)
            {
                endpoint.AdvertisedIPAddress = IPAddress.Parse(address);
            }
        });

        var table = configuration.GetSection(ClusteringOptions.Section).Get<ClusteringOptions>() ?? new();
        if (table.Provider is ClusteringProvider.AzureStorage)
        {
            AzureStorageClustering.Use(silo, table.Tables);
            return silo;
        }

        UseRedis(silo, table.Redis);
        return silo;
    }

    private static void UseRedis(ISiloBuilder silo, string redis)
    {
        silo.UseRedisClustering(options =>
        {
            options.ConfigurationOptions = ConfigurationOptions.Parse(redis);
            options.CreateMultiplexer = ConnectOnce();
        });
        silo.Services.Configure<ClusterMembershipOptions>(membership => membership.TableRefreshTimeout = TableRefresh);
        silo.Services.AddMembershipRestore();
    }

    // The provider connects whenever the table is initialized, which a restore does again.
    private static Func<RedisClusteringOptions, Task<(IConnectionMultiplexer Multiplexer, bool IsShared)>> ConnectOnce()
    {
        Task<(IConnectionMultiplexer, bool)>? connected = null;
        return async options => await (connected is { IsFaulted: false } ? connected : connected = RedisClusteringOptions.DefaultCreateMultiplexer(options));
    }
}
