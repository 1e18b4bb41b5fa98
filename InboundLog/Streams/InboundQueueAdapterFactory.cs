using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansFailover.InboundLog.Kafka;
using OrleansFailover.InboundLog.SetAside;
using Orleans.Configuration;
using Orleans.Streams;

namespace OrleansFailover.InboundLog.Streams;

/// <summary>Puts the parts of one stream provider together: one window, cache and receiver a partition, one reader for all of them.</summary>
internal sealed class InboundQueueAdapterFactory(
    string name, InboundLogOptions options, KafkaClients clients, LogReader reader, IInboundLogGate gate, SetAsideDesk desk, InboundLogMetrics metrics,
    TimeProvider timeProvider, ILogger logger) : IQueueAdapterFactory, IQueueAdapterCache, IDisposable
{
    private readonly ConcurrentDictionary<QueueId, PartitionCache> caches = new();
    private PartitionMapper? mapper;

    /// <summary>What becomes of events whose turns failed.</summary>
    public FailedTurns FailedTurns { get; } = new(options, desk);

    public static InboundQueueAdapterFactory Create(IServiceProvider services, string name)
    {
        var options = services.GetRequiredService<IOptionsMonitor<InboundLogOptions>>().Get(name);
        var metrics = services.GetRequiredService<InboundLogMetrics>();
        var clients = services.GetRequiredService<KafkaClients>();
        var timeProvider = services.GetRequiredService<TimeProvider>();
        var loggers = services.GetRequiredService<ILoggerFactory>();
        var logger = loggers.CreateLogger<InboundQueueAdapterFactory>();
        var groupId = string.IsNullOrEmpty(options.GroupId) ? services.GetRequiredService<IOptions<ClusterOptions>>().Value.ServiceId : options.GroupId;
        var desk = new SetAsideDesk(
            services.GetRequiredService<IUnreadableEventSink>(), services.GetRequiredService<IUndeliverableEventSink>(), options, metrics, timeProvider, logger);
        return new(
            name, options, clients, new(options, groupId, clients, metrics, timeProvider, loggers.CreateLogger<LogReader>()),
            services.GetRequiredService<IInboundLogGate>(), desk, metrics, timeProvider, logger);
    }

    public Task<IQueueAdapter> CreateAdapter() => CreateAdapter(CancellationToken.None);

    public async Task<IQueueAdapter> CreateAdapter(CancellationToken cancellationToken)
    {
        mapper = new(name, await PartitionCount.ReadAsync(clients, options, cancellationToken));
        return new InboundQueueAdapter(name, CreateReceiver);
    }

    public IQueueAdapterCache GetQueueAdapterCache() => this;

    public IStreamQueueMapper GetStreamQueueMapper() =>
        mapper ?? throw new InvalidOperationException("The partitions are not known before the adapter was created.");

    public Task<IStreamFailureHandler> GetDeliveryFailureHandler(QueueId queueId) =>
        Task.FromResult<IStreamFailureHandler>(new DeliveryFailureHandler(() => caches.GetValueOrDefault(queueId), desk, logger));

    /// <summary>The agent asks for the cache first and then for the receiver; both stand on one window.</summary>
    public IQueueCache CreateQueueCache(QueueId queueId) =>
        caches[queueId] = new(new(PartitionMapper.PartitionOf(queueId), options.CacheSize, options.MaxUncommitted), metrics, options.MaxBatch);

    public void Dispose() => reader.Dispose();

    private PartitionReceiver CreateReceiver(QueueId queueId) =>
        new(caches[queueId].Window, reader, gate, desk, options, timeProvider, logger);
}
