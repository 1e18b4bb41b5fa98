using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OrleansFailover.InboundLog.SetAside;
using OrleansFailover.InboundLog.Streams;
using Orleans.Runtime.Providers;
using Orleans.Streams;

namespace OrleansFailover.InboundLog;

/// <summary>Registers the stream provider that brings the events of the log to their conversations.</summary>
public static class InboundLogSiloBuilderExtensions
{
    /// <summary>Adds the stream provider with the settings of section <c>InboundLog</c>.</summary>
    /// <param name="name">The name of the stream provider.</param>
    /// <param name="configuration">The root of the configuration.</param>
    public static ISiloBuilder AddInboundLogStreams(this ISiloBuilder builder, string name, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var section = configuration.GetSection(InboundLogOptions.Section);
        return builder.AddInboundLogStreams(name, options => section.Bind(options));
    }

    /// <summary>
    /// Adds the stream provider. Conversations subscribe with <c>[ImplicitStreamSubscription(InboundStreamNames.Namespace)]</c>; an event is offered until
    /// the call that delivers it returns, at least once. Register an <see cref="IInboundLogGate"/>, an <see cref="IUnreadableEventSink"/> and an
    /// <see cref="IUndeliverableEventSink"/> beside it to replace the defaults.
    /// </summary>
    public static ISiloBuilder AddInboundLogStreams(this ISiloBuilder builder, string name, Action<InboundLogOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        builder.ConfigureServices(services =>
        {
            services.AddInboundLogCore();
            services.AddOptions<InboundLogOptions>(name).Configure(configure).ValidateOnStart();
            services.TryAddSingleton<IInboundLogGate, OpenGate>();
            services.TryAddSingleton<LoggingEventSink>();
            services.TryAddSingleton<IUnreadableEventSink>(static provider => provider.GetRequiredService<LoggingEventSink>());
            services.TryAddSingleton<IUndeliverableEventSink>(static provider => provider.GetRequiredService<LoggingEventSink>());
            services.AddSingleton<IOutgoingGrainCallFilter>(provider => new AgentCallFilter(
                name,
                provider.GetRequiredService<IInboundLogGate>(),
                () => ((InboundQueueAdapterFactory)provider.GetRequiredKeyedService<IQueueAdapterFactory>(name)).FailedTurns,
                provider.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None));
        });

        var streams = new SiloPersistentStreamConfigurator(name, delegates => builder.ConfigureServices(delegates), InboundQueueAdapterFactory.Create);
        // Conversations subscribe by their type, so nothing has to be asked, or kept, about who listens.
        streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly);
        streams.ConfigurePartitionBalancing(static (services, _) => ActivatorUtilities.CreateInstance<PartitionBalancer>(services));
        streams.ConfigureBackoffProvider(IMessageDeliveryBackoffProvider (services, _) => Backoff(services, name));
        streams.ConfigurePullingAgent(agent => agent.Configure<IOptionsMonitor<InboundLogOptions>>((target, source) =>
        {
            var options = source.Get(name);
            target.BatchContainerBatchSize = 1;
            target.GetQueueMsgsTimerPeriod = options.GetQueueMessagesPeriod;
            target.MaxEventDeliveryTime = options.MaxEventDeliveryTime;
            target.StreamInactivityPeriod = options.ConversationIdlePeriod;
        }));
        return builder;
    }

    private static DeliveryBackoff Backoff(IServiceProvider services, string name)
    {
        var options = services.GetRequiredService<IOptionsMonitor<InboundLogOptions>>().Get(name);
        return new DeliveryBackoff(options.DeliveryBackoff, options.DeliveryBackoffMax);
    }
}
