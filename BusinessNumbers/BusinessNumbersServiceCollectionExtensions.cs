using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OrleansFailover.BusinessNumbers.Credentials;
using OrleansFailover.BusinessNumbers.Reload;
using OrleansFailover.BusinessNumbers.Secrets;
using OrleansFailover.BusinessNumbers.Settings;
using OrleansFailover.Grains.Interfaces.Scripts;
using OrleansFailover.RegionalState.Regions;

namespace OrleansFailover.BusinessNumbers;

/// <summary>Registers the business numbers.</summary>
public static class BusinessNumbersServiceCollectionExtensions
{
    /// <summary>
    /// <see cref="IBusinessNumbers"/> of the section <c>BusinessNumbers</c>, the home regions as <see cref="IPrimaryRegionPolicy"/>, the scripts of the
    /// numbers, and the health check <c>numbers</c>. May be called several times: what the host uses them for adds up.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="use">What the host does with them, and so what must be there at start.</param>
    /// <param name="configuration">The root of the configuration; null: the one among the services.</param>
    public static IServiceCollection AddBusinessNumbers(this IServiceCollection services, NumberUse use, IConfiguration? configuration = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (services.FirstOrDefault(service => service.ServiceType == typeof(NumberUses))?.ImplementationInstance is NumberUses before)
        {
            before.Add(use);
            return services;
        }

        var uses = new NumberUses();
        uses.Add(use);
        services.AddSingleton(uses);
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSettings(configuration);
        services.AddSingleton<NumbersMetrics>();
        services.AddSingleton<ReloadPolicy>();
        services.AddSingleton<ReloadableNumbers>();
        services.AddSingleton<IBusinessNumbers>(provider => provider.GetRequiredService<ReloadableNumbers>());
        services.AddSingleton<CredentialBoard>();
        services.TryAddSingleton<ISecretRefresh, NoSecretRefresh>();
        services.AddSingleton<IScriptAssignment>(provider => new NumberScripts(new(provider.GetRequiredService<IBusinessNumbers>)));
        services.AddSingleton<IPrimaryRegionPolicy, HomeRegions>();
        services.AddHealthChecks().AddCheck<NumbersHealthCheck>(NumbersHealthCheck.Name, tags: [CredentialHealth.InformsOnly]);
        return services;
    }

    private static void AddSettings(this IServiceCollection services, IConfiguration? configuration)
    {
        services.AddOptions<BusinessNumbersOptions>().ValidateOnStart();
        services.AddSingleton<IConfigureOptions<BusinessNumbersOptions>>(provider =>
        {
            var section = Root(provider).GetSection(BusinessNumbersOptions.Section);
            return new ConfigureNamedOptions<BusinessNumbersOptions>(Options.DefaultName, options => section.Bind(options));
        });
        services.AddSingleton<IOptionsChangeTokenSource<BusinessNumbersOptions>>(provider =>
            new ConfigurationChangeTokenSource<BusinessNumbersOptions>(Options.DefaultName, Root(provider)));
        services.AddSingleton<IPostConfigureOptions<BusinessNumbersOptions>>(provider => new SecretReferences(Root(provider)));
        services.AddSingleton<KnownRegions>();
        services.AddSingleton<IValidateOptions<BusinessNumbersOptions>, BusinessNumbersValidator>();

        IConfiguration Root(IServiceProvider provider) => configuration ?? provider.GetRequiredService<IConfiguration>();
    }
}
