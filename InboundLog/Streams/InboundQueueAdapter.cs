using Orleans.Streams;

namespace OrleansFailover.InboundLog.Streams;

/// <summary>The log as Orleans sees it: read only, for events are appended where they are acked.</summary>
internal sealed class InboundQueueAdapter(string name, Func<QueueId, IQueueAdapterReceiver> createReceiver) : IQueueAdapter
{
    public string Name => name;

    /// <summary>
    /// False: what a conversation owes is known from its own state, and an event is offered again until it was taken. With a rewindable stream a new
    /// activation would name the place to go on from, and it knows none.
    /// </summary>
    public bool IsRewindable => false;

    public StreamProviderDirection Direction => StreamProviderDirection.ReadOnly;

    public IQueueAdapterReceiver CreateReceiver(QueueId queueId) => createReceiver(queueId);

    public Task QueueMessageBatchAsync<T>(
        StreamId streamId, IEnumerable<T> events, StreamSequenceToken? token, Dictionary<string, object>? requestContext) =>
        throw new InvalidOperationException($"Stream provider {name} only reads. Append events with IInboundLog.");
}
