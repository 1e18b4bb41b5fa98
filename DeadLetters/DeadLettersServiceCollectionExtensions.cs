using Azure.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansFailover.DeadLetters.Replay;
using OrleansFailover.DeadLetters.SetAside;
using OrleansFailover.DeadLetters.Storage;
using OrleansFailover.InboundLog.SetAside;

namespace OrleansFailover.DeadLetters;

/// <summary>Registers the dead letters.</summary>
public static class DeadLettersServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="IDeadLetterStore"/> with the settings of section <c>DeadLetters</c>, and the sinks through which the inbound log sets records
    /// aside. The sinks need the region (<c>ThisRegion</c>).
    /// </summary>
    /// <param name="configuration">The root of the configuration.</param>
    public static IServiceCollection AddDeadLetters(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<DeadLetterOptions>().Bind(configuration.GetSection(DeadLetterOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DeadLetterOptions>, DeadLetterOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DeadLetterOptions>, DeadLetterOptionsRuleValidator>());
        services.TryAddSingleton<DeadLetterMetrics>();
        services.TryAddSingleton(FolderOf);
        services.TryAddSingleton<IDeadLetterStore, DeadLetterStore>();
        services.AddSingleton<DeadLetterEventSink>();
        services.AddSingleton<IUnreadableEventSink>(static provider => provider.GetRequiredService<DeadLetterEventSink>());
        services.AddSingleton<IUndeliverableEventSink>(static provider => provider.GetRequiredService<DeadLetterEventSink>());
        return services;
    }

    /// <summary>
    /// Adds <see cref="DeadLetterReplayer"/>, the replay of an outage's letters, and the counting of what waits. For one kind of process a region;
    /// needs an <see cref="IReplayTarget"/>.
    /// </summary>
    public static IServiceCollection AddDeadLetterReplay(this IServiceCollection services)
    {
        services.AddSingleton(static provider => new DeadLetterReplayer(
            provider.GetRequiredService<IDeadLetterStore>(),
            provider.GetRequiredService<IReplayTarget>(),
            provider.GetRequiredService<DeadLetterMetrics>(),
            provider.GetRequiredService<ILogger<DeadLetterReplayer>>()));
        services.AddSingleton<IHostedService, AutoReplay>();
        services.AddSingleton<IHostedService, DeadLetterWatch>();
        return services;
    }

    private static IRecordFolder FolderOf(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<DeadLetterOptions>>().Value;
        return options.Provider is DeadLetterProvider.AzureBlob
            ? BlobFolder.Create(options.Blob, provider.GetService<TokenCredential>())
            : new FileFolder(options, provider.GetRequiredService<TimeProvider>());
    }
}
