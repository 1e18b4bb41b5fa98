#if AZURE_PROVIDERS
using Azure.Messaging.EventHubs;
using Orleans.Serialization;
using Orleans.Streaming.EventHubs;
using Orleans.Streams;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Silo.Hosting;

namespace OrleansFailover.Silo.AzureProviders;

/// <summary>
/// Reads the envelopes that gateways append over the Kafka endpoint. The conversation is in the envelope, so nothing depends on how a Kafka key comes out of an AMQP message.
/// </summary>
internal sealed class EnvelopeDataAdapter(Serializer serializer, ILogger<EnvelopeDataAdapter> logger) : EventHubDataAdapter(serializer)
{
    // Nobody's conversation: a batch without events is delivered to nobody.
    private const string Unreadable = "unreadable/0/0";

    public override StreamId GetStreamIdentity(EventData queueMessage)
    {
        try
        {
            return StreamId.Create(InboundStreamNames.Namespace, EnvelopeCodec.Decode(queueMessage.EventBody.ToMemory().Span).Conversation.Key);
        }
        catch (FormatException exception)
        {
            logger.EnvelopeUnreadable(queueMessage.SequenceNumber, exception);
            return StreamId.Create(InboundStreamNames.Namespace, Unreadable);
        }
    }

    public override EventData ToQueueMessage<T>(StreamId streamId, IEnumerable<T> events, StreamSequenceToken? token, Dictionary<string, object>? requestContext) =>
        throw new NotSupportedException("Events are appended by gateways.");

    protected override IBatchContainer GetBatchContainer(EventHubMessage eventHubMessage) =>
        new EnvelopeBatch(eventHubMessage.StreamId, eventHubMessage.Offset, eventHubMessage.SequenceNumber, eventHubMessage.Payload);
}
#endif
