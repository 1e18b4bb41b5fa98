using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OrleansFailover.Grains.Interfaces.FailoverEvents;

namespace OrleansFailover.InboundLog.FailoverEvents;

/// <summary>Registers the failover events of a host.</summary>
public static class FailoverEventsServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="IFailoverEvents"/> with the settings of section <c>FailoverEvents</c>: log lines, and the topic where one is named, which is
    /// then reached as the section <c>InboundLog</c> says.
    /// </summary>
    /// <param name="configuration">The root of the configuration.</param>
    public static IServiceCollection AddFailoverEvents(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        if (HasTopic(configuration))
        {
            services.AddOptions<InboundLogOptions>(AnalyticsTopic.Connection).Bind(configuration.GetSection(InboundLogOptions.Section)).ValidateOnStart();
            services.AddSingleton(static provider => new AnalyticsConnections([provider.GetRequiredService<IOptionsMonitor<InboundLogOptions>>().Get(AnalyticsTopic.Connection)]));
        }

        return services.AddPlaces(configuration);
    }

    /// <summary>The same for a host that stands before several regions: an event goes to the topic of the first log that is up.</summary>
    /// <param name="configuration">The root of the configuration.</param>
    /// <param name="logs">How to reach the logs, in the order of preference; asked once, where a topic is named.</param>
    public static IServiceCollection AddFailoverEvents(
        this IServiceCollection services, IConfiguration configuration, Func<IServiceProvider, IReadOnlyList<InboundLogOptions>> logs)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(logs);
        if (HasTopic(configuration))
        {
            services.AddSingleton(provider => new AnalyticsConnections(logs(provider)));
            services.AddSingleton<IValidateOptions<FailoverEventOptions>, AnalyticsConnectionsValidator>();
        }

        return services.AddPlaces(configuration);
    }

    /// <summary>Adds <see cref="IFailoverEventFeed"/>, for a host that reads them.</summary>
    public static IServiceCollection AddFailoverEventFeed(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddInboundLogCore();
        services.AddSingleton<IFailoverEventFeed, FailoverEventFeed>();
        return services;
    }

    private static bool HasTopic(IConfiguration configuration) =>
        configuration.GetSection(FailoverEventOptions.Section)[nameof(FailoverEventOptions.Topic)] is { Length: > 0 };

    private static IServiceCollection AddPlaces(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<FailoverEventOptions>().Bind(configuration.GetSection(FailoverEventOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<FailoverEventOptions>, FailoverEventOptionsValidator>();
        services.AddSingleton<FailoverEventMetrics>();
        services.AddSingleton<DroppedEvents>();
        services.AddSingleton<FailoverEventQueue>();
        services.AddSingleton<IFailoverEvents>(static provider => provider.GetRequiredService<FailoverEventQueue>());
        services.AddSingleton<IFailoverEventSink, FailoverEventLines>();
        if (HasTopic(configuration))
        {
            services.AddInboundLogCore();
            services.AddSingleton<IFailoverEventSink, AnalyticsTopic>();
        }

        services.AddHostedService<FailoverEventWriter>();
        return services;
    }
}
