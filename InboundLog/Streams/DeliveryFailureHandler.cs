using Microsoft.Extensions.Logging;
using OrleansFailover.Grains.Interfaces.Identity;
using Orleans.Streams;

namespace OrleansFailover.InboundLog.Streams;

/// <summary>
/// Called when the agent has given up on an event, and awaited before it goes on with the conversation. An event that failed only because the agent
/// stops is left: the next reader of the partition delivers it.
/// </summary>
internal sealed class DeliveryFailureHandler(Func<PartitionCache?> cache, SetAsideDesk desk, ILogger logger) : IStreamFailureHandler
{
    public bool ShouldFaultSubsriptionOnError => false;

    public Task OnDeliveryFailure(GuidId subscriptionId, string streamProviderName, StreamId streamIdentity, StreamSequenceToken? sequenceToken) =>
        cache() is { Window.Stopping: false } owner
            && owner.First(streamIdentity) is { Failed: true } record
            && record.Offset == sequenceToken?.SequenceNumber
            ? desk.KeepNotTakenAsync(owner.Window, record, owner.Window.StoppingToken)
            : Task.CompletedTask;

    public Task OnSubscriptionFailure(GuidId subscriptionId, string streamProviderName, StreamId streamIdentity, StreamSequenceToken? sequenceToken)
    {
        Log.SubscriptionFailed(logger, ConversationId.Parse(streamIdentity.GetKeyAsString()));
        return Task.CompletedTask;
    }
}
