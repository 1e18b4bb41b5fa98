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
        var section = configuration.GetSection(FailoverEventOptions.Section);
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<FailoverEventOptions>().Bind(section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<FailoverEventOptions>, FailoverEventOptionsValidator>();
        services.AddSingleton<FailoverEventMetrics>();
        services.AddSingleton<DroppedEvents>();
        services.AddSingleton<FailoverEventQueue>();
        services.AddSingleton<IFailoverEvents>(static provider => provider.GetRequiredService<FailoverEventQueue>());
        services.AddSingleton<IFailoverEventSink, FailoverEventLines>();
        if (section[nameof(FailoverEventOptions.Topic)] is { Length: > 0 })
        {
            services.AddInboundLogCore();
            services.AddOptions<InboundLogOptions>(AnalyticsTopic.Connection).Bind(configuration.GetSection(InboundLogOptions.Section)).ValidateOnStart();
            services.AddSingleton<IFailoverEventSink, AnalyticsTopic>();
        }

        services.AddHostedService<FailoverEventWriter>();
        return services;
    }

    /// <summary>Adds <see cref="IFailoverEventFeed"/>, for a host that reads them.</summary>
    public static IServiceCollection AddFailoverEventFeed(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddInboundLogCore();
        services.AddSingleton<IFailoverEventFeed, FailoverEventFeed>();
        return services;
    }
}
