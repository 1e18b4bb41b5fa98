#if AZURE_PROVIDERS
using Orleans.Streaming.EventHubs;
using Orleans.Streams;
using OrleansFailover.Grains.Interfaces.Inbound;

namespace OrleansFailover.Silo.AzureProviders;

/// <summary>One envelope of an event hub on its way to its conversation.</summary>
[GenerateSerializer, Immutable, Alias("envelope-batch")]
internal sealed class EnvelopeBatch(StreamId streamId, string offset, long sequenceNumber, byte[] envelope) : IBatchContainer
{
    [Id(0)]
    private readonly string offset = offset;

    [Id(1)]
    private readonly long sequenceNumber = sequenceNumber;

    [Id(2)]
    private readonly byte[] envelope = envelope;

    [Id(3)]
    public StreamId StreamId { get; private set; } = streamId;

    public StreamSequenceToken SequenceToken => new EventHubSequenceTokenV2(offset, sequenceNumber, 0);

    public IEnumerable<Tuple<T, StreamSequenceToken>> GetEvents<T>()
    {
        InboundEvent item;
        try
        {
            item = EnvelopeCodec.Decode(envelope);
        }
        catch (FormatException)
        {
            // The adapter has logged it.
            return [];
        }

        return item is T wanted ? [Tuple.Create(wanted, SequenceToken)] : [];
    }

    public bool ImportRequestContext() => false;
}
#endif
