using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Residency.Events;
using OrleansFailover.Residency.Masking;
using OrleansFailover.Residency.Rules;
using OrleansFailover.Residency.Sealing;
using OrleansFailover.Residency.Sealing.ConversationKeys;
using OrleansFailover.Residency.Sealing.Keys;

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

    /// <summary>
    /// Adds <see cref="ISealer"/> for every region, and <see cref="IOpener"/> and <see cref="IConversationKeys"/>, which work for the zones that this region is home to. The
    /// keys stand with the zones; a <see cref="TokenCredential"/> among the services is what Key Vault is asked with, else the process's own identity. Adds the rules, too.
    /// </summary>
    /// <param name="configuration">The root of the configuration.</param>
    public static IServiceCollection AddResidencySealing(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddResidencyRules(configuration);
        services.AddMetrics();
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<SealingOptions>().Bind(configuration.GetSection(SealingOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SealingOptions>, SealingOptionsValidator>());
        services.AddSingleton<IValidateOptions<ResidencyOptions>>(provider => new ZoneKeysValidator(provider.GetRequiredService<RegionNames>(), configuration));
        services.TryAddSingleton<ResidencyMetrics>();
        services.TryAddSingleton<FaultLines>();
        services.TryAddSingleton(static provider => new KeyRing(
            provider.GetRequiredService<IOptions<ResidencyOptions>>().Value, provider.GetRequiredService<RegionNames>()));
        services.TryAddSingleton(static provider => new PrivateHalves(
            provider.GetRequiredService<KeyRing>(), provider.GetRequiredService<IOptions<SealingOptions>>(), provider.GetRequiredService<FaultLines>(),
            provider.GetService<TokenCredential>()));
        services.TryAddSingleton<UnwrappedKeys>();
        services.TryAddSingleton<ZoneOpener>();
        services.TryAddSingleton<IConversationKeyStore, FileConversationKeyStore>();
        services.TryAddSingleton<ISealer, Sealer>();
        services.TryAddSingleton<IOpener, Opener>();
        services.TryAddSingleton<IConversationKeys, ConversationKeyRegistry>();
        return services;
    }

    /// <summary>
    /// Adds what a host needs to keep restricted senders: <see cref="ResidentEvents"/>, <see cref="IEventSeals"/>, <see cref="IContentSeals"/> and <see cref="IdMask"/>, with the rules and the sealing. Without a
    /// rule that restricts anybody nothing is masked or sealed.
    /// </summary>
    /// <param name="configuration">The root of the configuration.</param>
    public static IServiceCollection AddRestrictedSenders(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddResidencySealing(configuration);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ResidencyOptions>, IdKeyValidator>());
        services.AddSingleton<IValidateOptions<ResidencyOptions>>(new WithoutMaskingValidator(configuration));
        services.TryAddSingleton(static provider => MaskOf(provider.GetRequiredService<IOptions<ResidencyOptions>>().Value));
        services.TryAddSingleton<EventMask>();
        services.TryAddSingleton(static provider => new ResidentEvents(
            provider.GetRequiredService<ResidencyPolicy>(), provider.GetRequiredService<EventMask>(),
            provider.GetRequiredService<IOptions<ResidencyOptions>>().Value.WithoutMasking));
        services.TryAddSingleton<PartSeals>();
        services.Replace(ServiceDescriptor.Singleton<IEventSeals, EventSeals>());
        services.Replace(ServiceDescriptor.Singleton<IContentSeals, ContentSeals>());
        return services;
    }

    // Without a key nobody is masked; then a key that nobody else has can do no harm.
    private static IdMask MaskOf(ResidencyOptions options) =>
        new(string.IsNullOrEmpty(options.IdKey) ? RandomNumberGenerator.GetBytes(IdMask.MinKeyBytes) : Encoding.UTF8.GetBytes(options.IdKey));
}
