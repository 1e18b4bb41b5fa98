using System.Net;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using StackExchange.Redis;

namespace OrleansFailover.Silo.Hosting;

/// <summary>Joins this silo to its region's cluster.</summary>
internal static class ClusteringSiloBuilderExtensions
{
    /// <summary>One cluster a region (ADR 0001), with its membership in that region's Redis.</summary>
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

        var redis = configuration.GetSection(ClusteringOptions.Section)[nameof(ClusteringOptions.Redis)];
        return silo.UseRedisClustering(options => options.ConfigurationOptions = ConfigurationOptions.Parse(redis ?? ""));
    }
}
