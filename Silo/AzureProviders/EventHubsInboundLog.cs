using OrleansFailover.Silo.Hosting;
#if AZURE_PROVIDERS
using Azure.Data.Tables;
using Azure.Identity;
using Orleans.Streams;
#endif

namespace OrleansFailover.Silo.AzureProviders;

/// <summary>
/// Reads the inbound log with Orleans' own Event Hubs provider, over AMQP. Gateways append over the Kafka endpoint as ever; both speak of the same hub and the same envelopes. Positions are
/// in Azure Table Storage. What it lacks of the Kafka side: dead letters of events whose turns fail, the hold while a region is not active, and the bound on redelivery.
/// </summary>
internal static class EventHubsInboundLog
{
    /// <exception cref="MissingProviderException">This build has no Azure providers.</exception>
    public static void Use(ISiloBuilder silo, string name, LogReaderOptions reader)
    {
#if AZURE_PROVIDERS
        silo.AddEventHubStreams(name, streams =>
        {
            streams.ConfigureEventHub(hub => hub.Configure(options =>
                options.ConfigureEventHubConnection(reader.Namespace, reader.EventHub, reader.ConsumerGroup, new DefaultAzureCredential())));
            streams.UseAzureTableCheckpointer(positions => positions.Configure(options =>
            {
                options.TableServiceClient = new TableServiceClient(reader.Tables, new DefaultAzureCredential());
                options.PersistInterval = reader.PersistInterval;
            }));
            streams.UseDataAdapter((services, _) => ActivatorUtilities.CreateInstance<EnvelopeDataAdapter>(services));
            streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly);
        });
#else
        _ = (silo, name, reader);
        throw new MissingProviderException("LogReader:Provider", nameof(LogReaderProvider.EventHubs), "Microsoft.Orleans.Streaming.EventHubs");
#endif
    }
}
