using Azure.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansFailover.InboundLog.Append;
using OrleansFailover.InboundLog.Kafka;

namespace OrleansFailover.InboundLog;

/// <summary>Registers the append side of the inbound log.</summary>
public static class InboundLogServiceCollectionExtensions
{
    /// <summary>The name of the health check of the append side.</summary>
    public const string HealthCheckName = "inbound-log";

    /// <summary>Adds <see cref="IInboundLog"/> and the health check <c>inbound-log</c>, with the settings of section <c>InboundLog</c>.</summary>
    /// <param name="configuration">The root of the configuration.</param>
    public static IServiceCollection AddInboundLog(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var section = configuration.GetSection(InboundLogOptions.Section);
        return services.AddInboundLog(options => section.Bind(options));
    }

    /// <summary>Adds <see cref="IInboundLog"/> and the health check <c>inbound-log</c>.</summary>
    public static IServiceCollection AddInboundLog(this IServiceCollection services, Action<InboundLogOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddInboundLogCore();
        services.AddOptions<InboundLogOptions>().Configure(configure).ValidateOnStart();
        services.TryAddSingleton<KafkaInboundLog>();
        services.TryAddSingleton<IInboundLog>(static provider => provider.GetRequiredService<KafkaInboundLog>());
        services.AddHealthChecks().AddCheck<InboundLogHealthCheck>(HealthCheckName);
        return services;
    }

    internal static IServiceCollection AddInboundLogCore(this IServiceCollection services)
    {
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<InboundLogMetrics>();
        services.TryAddSingleton(static provider => new KafkaClients(
            provider.GetRequiredService<ILoggerFactory>(), provider.GetRequiredService<TimeProvider>(), provider.GetService<TokenCredential>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<InboundLogOptions>, InboundLogOptionsAttributeValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<InboundLogOptions>, InboundLogOptionsRuleValidator>());
        return services;
    }
}
