using OrleansFailover.Grains.Interfaces.Inbound;
using Orleans.Providers.Streams.Common;
using Orleans.Streams;

namespace OrleansFailover.InboundLog.Streams;

/// <summary>One event on its way to its conversation. A batch of one: each event is retried, and given up, on its own.</summary>
[GenerateSerializer, Immutable, Alias("inbound-batch")]
internal sealed class InboundBatch : IBatchContainer
{
    public InboundBatch(InboundEvent inboundEvent, LogRecord record, PartitionWindow window)
    {
        Event = inboundEvent;
        Offset = record.Offset;
        Record = record;
        Window = window;
    }

    [Id(0)]
    public InboundEvent Event { get; private set; }

    [Id(1)]
    public long Offset { get; private set; }

    /// <summary>The record behind the event; only in the silo that read it.</summary>
    [field: NonSerialized]
    public LogRecord? Record { get; }

    /// <summary>The window of its partition; only in the silo that read it.</summary>
    [field: NonSerialized]
    public PartitionWindow? Window { get; }

    public StreamId StreamId => StreamId.Create(InboundStreamNames.Namespace, Event.Conversation.Key);

    public StreamSequenceToken SequenceToken => new EventSequenceTokenV2(Offset);

    public IEnumerable<Tuple<T, StreamSequenceToken>> GetEvents<T>() =>
        Event is T item ? [Tuple.Create(item, SequenceToken)] : [];

    public bool ImportRequestContext() => false;

    public override string ToString() => $"inbound event @{Offset}";
}
