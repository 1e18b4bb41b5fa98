using Azure.Core;
using Azure.Identity;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using OrleansFailover.InboundLog.FailoverEvents;

namespace OrleansFailover.InboundLog.Kafka;

/// <summary>Builds the Kafka clients of the log.</summary>
internal sealed class KafkaClients(ILoggerFactory loggerFactory, TimeProvider timeProvider, TokenCredential? credential = null)
{
    private readonly ILogger logger = loggerFactory.CreateLogger("OrleansFailover.InboundLog.Kafka");

    /// <summary>A producer that keeps the order of a partition over retries and writes each event once.</summary>
    public IProducer<byte[], byte[]> Producer(InboundLogOptions options, Action<IProducer<byte[], byte[]>, Error> onError)
    {
        var config = KafkaClientSettings.Apply(
            new ProducerConfig
            {
                ClientId = "inbound-log-append",
                Acks = Acks.All,
                EnableIdempotence = true,
                MaxInFlight = 5,
                LingerMs = options.Linger.TotalMilliseconds,
                MessageTimeoutMs = (int)options.AppendTimeout.TotalMilliseconds,
                // The key alone decides the partition, by the same hash as Kafka's Java clients.
                Partitioner = Partitioner.Murmur2Random,
                DeliveryReportFields = "none",
            },
            options);
        var log = new KafkaLogHandler(logger, timeProvider);
        var builder = new ProducerBuilder<byte[], byte[]>(config).SetLogHandler((_, message) => log.Handle(message)).SetErrorHandler(onError);
        if (Token(options) is { } token)
        {
            builder.SetOAuthBearerTokenRefreshHandler(token.Refresh);
        }

        return builder.Build();
    }

    /// <summary>A producer whose queue is bounded and whose messages may be lost: nobody waits for it.</summary>
    public IProducer<byte[], byte[]> FailoverEvents(InboundLogOptions options, FailoverEventOptions events, Action<Error> onError)
    {
        var config = KafkaClientSettings.Apply(
            new ProducerConfig
            {
                ClientId = "failover-events",
                Acks = Acks.Leader,
                LingerMs = 5,
                MessageTimeoutMs = (int)events.SendTimeout.TotalMilliseconds,
                QueueBufferingMaxMessages = events.QueueCapacity,
                Partitioner = Partitioner.Murmur2Random,
                DeliveryReportFields = "none",
            },
            options);
        var log = new KafkaLogHandler(logger, timeProvider);
        var builder = new ProducerBuilder<byte[], byte[]>(config).SetLogHandler((_, message) => log.Handle(message)).SetErrorHandler((_, error) => onError(error));
        if (Token(options) is { } token)
        {
            builder.SetOAuthBearerTokenRefreshHandler(token.Refresh);
        }

        return builder.Build();
    }

    /// <summary>A consumer that is given its partitions and never joins its group: Orleans decides who reads what.</summary>
    public IConsumer<byte[]?, byte[]?> Consumer(InboundLogOptions options, string groupId)
    {
        var config = KafkaClientSettings.Apply(
            new ConsumerConfig
            {
                ClientId = "inbound-log-read",
                GroupId = groupId,
                EnableAutoCommit = false,
                EnableAutoOffsetStore = false,
                AutoOffsetReset = AutoOffsetReset.Earliest,
                FetchWaitMaxMs = (int)options.FetchWait.TotalMilliseconds,
                FetchErrorBackoffMs = 200,
                FetchQueueBackoffMs = 10,
                QueuedMaxMessagesKbytes = 16 * 1024,
                EnablePartitionEof = false,
            },
            options);
        var log = new KafkaLogHandler(logger, timeProvider);
        var builder = new ConsumerBuilder<byte[]?, byte[]?>(config).SetLogHandler((_, message) => log.Handle(message)).SetErrorHandler((_, _) => { });
        if (Token(options) is { } token)
        {
            builder.SetOAuthBearerTokenRefreshHandler(token.Refresh);
        }

        return builder.Build();
    }

    private EventHubsToken? Token(InboundLogOptions options) =>
        options.SaslMechanism == SaslMechanism.OAuthBearer ? new(credential ?? new DefaultAzureCredential(), options, logger) : null;
}
