using Microsoft.Extensions.Options;
using OrleansFailover.Silo.AzureProviders;

namespace OrleansFailover.Silo.Hosting;

/// <summary>The storage of grains that are no conversations.</summary>
internal static class OtherGrainsSiloBuilderExtensions
{
    /// <summary>The default grain storage that section <c>OtherGrains</c> names; none unless it does.</summary>
    public static ISiloBuilder AddOtherGrainStorage(this ISiloBuilder silo, IConfiguration configuration)
    {
        var section = configuration.GetSection(OtherGrainsOptions.Section);
        silo.Services.AddOptions<OtherGrainsOptions>().Bind(section).ValidateOnStart();
        silo.Services.AddSingleton<IValidateOptions<OtherGrainsOptions>, OtherGrainsOptionsValidator>();
        if (section.Get<OtherGrainsOptions>() is { Provider: OtherGrainsProvider.Cosmos } options)
        {
            CosmosGrainStorage.Use(silo, options);
        }

        return silo;
    }
}
