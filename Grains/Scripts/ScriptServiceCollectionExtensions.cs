using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansFailover.Grains.Interfaces.Scripts;

namespace OrleansFailover.Grains.Scripts;

/// <summary>Registers conversation scripts.</summary>
public static class ScriptServiceCollectionExtensions
{
    /// <summary>Adds <see cref="IScriptCatalog"/> with the JSON scripts of section <c>Scripts</c>. The host does not start when a script or the section is wrong.</summary>
    public static IServiceCollection AddConversationScripts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ScriptOptions>().Bind(configuration.GetSection(ScriptOptions.Section));
        services.TryAddSingleton(provider => new ScriptFolder(
            provider.GetRequiredService<ILogger<ScriptFolder>>(), provider.GetService<IHostEnvironment>()));
        services.TryAddSingleton<IScriptCatalog, ScriptCatalog>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ScriptStartup>(
            provider => new ScriptStartup(new(provider.GetRequiredService<IScriptCatalog>))));
        return services;
    }

    /// <summary>Adds a script written in C#; configuration chooses it by its <see cref="IConversationScript.Name"/> like any other.</summary>
    public static IServiceCollection AddConversationScript<TScript>(this IServiceCollection services)
        where TScript : class, IConversationScript =>
        services.AddSingleton<IConversationScript, TScript>();
}
