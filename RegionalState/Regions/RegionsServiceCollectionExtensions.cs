using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OrleansFailover.Grains.Interfaces.Regional;

namespace OrleansFailover.RegionalState.Regions;

/// <summary>Registers what every process knows of the regions.</summary>
public static class RegionsServiceCollectionExtensions
{
    /// <summary>The regions of section <c>Regions</c>: <see cref="RegionOptions"/>, <see cref="RegionMap"/>, <see cref="IPrimaryRegionPolicy"/> and the clock. May be called twice.</summary>
    public static IServiceCollection AddRegions(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        if (services.Any(service => service.ServiceType == typeof(RegionMap)))
        {
            return services;
        }

        services.AddOptions<RegionOptions>().Bind(configuration.GetSection(RegionOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RegionOptions>, RegionOptionsValidator>();
        services.AddSingleton<IValidateOptions<RegionOptions>, RegionOptionsRelationsValidator>();
        services.AddSingleton<RegionMap>();
        services.AddSingleton(provider => new ThisRegion(provider.GetRequiredService<RegionMap>().Current));
        services.TryAddSingleton<IPrimaryRegionPolicy, PrimaryRegion>();
        services.TryAddSingleton(TimeProvider.System);
        if (configuration[$"{RegionOptions.Section}:{nameof(RegionOptions.ClockSkew)}"] is { Length: > 0 })
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(
                provider => new SkewedTimeProvider(provider.GetRequiredService<IOptions<RegionOptions>>().Value.ClockSkew)));
        }

        return services;
    }
}
