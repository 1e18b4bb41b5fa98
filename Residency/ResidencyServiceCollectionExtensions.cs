using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OrleansFailover.Residency.Rules;

namespace OrleansFailover.Residency;

/// <summary>Registers residency.</summary>
public static class ResidencyServiceCollectionExtensions
{
    /// <summary>Adds <see cref="ResidencyPolicy"/> with the rules of section <c>Residency</c>.</summary>
    /// <param name="configuration">The root of the configuration; the regions come from section <c>Regions</c>.</param>
    public static IServiceCollection AddResidencyRules(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<ResidencyOptions>().Bind(configuration.GetSection(ResidencyOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ResidencyOptions>, ResidencyOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ResidencyOptions>, ResidencyOptionsRulesValidator>());
        services.TryAddSingleton(RegionNames.Of(configuration));
        services.TryAddSingleton(static provider => new ResidencyPolicy(
            provider.GetRequiredService<IOptions<ResidencyOptions>>().Value, provider.GetRequiredService<RegionNames>()));
        return services;
    }
}
