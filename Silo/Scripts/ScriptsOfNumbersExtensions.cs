using OrleansFailover.BusinessNumbers.Settings;
using OrleansFailover.Grains.Scripts;

namespace OrleansFailover.Silo.Scripts;

/// <summary>Ties the business numbers to the scripts.</summary>
internal static class ScriptsOfNumbersExtensions
{
    /// <summary>A business number that names a script that does not exist is an error at start and at reload. Needs the scripts and the numbers.</summary>
    public static IServiceCollection AddScriptsOfNumbers(this IServiceCollection services) =>
        services.AddSingleton<IBusinessNumberRule>(provider => new ScriptsOfNumbers(new(provider.GetRequiredService<IScriptCatalog>)));
}
