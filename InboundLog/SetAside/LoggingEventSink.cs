using Microsoft.Extensions.Logging;

namespace OrleansFailover.InboundLog.SetAside;

/// <summary>The sink of a process that has no store for what is set aside: the place in the log is written down, the content stays in the log.</summary>
internal sealed class LoggingEventSink(ILogger<LoggingEventSink> logger) : IUnreadableEventSink, IUndeliverableEventSink
{
    public Task KeepAsync(UnreadableEvent unreadable, CancellationToken cancellationToken)
    {
        Log.UnreadableOnlyLogged(logger, unreadable.Topic, unreadable.Partition, unreadable.Offset, unreadable.Reason);
        return Task.CompletedTask;
    }

    public Task KeepAsync(UndeliverableEvent undeliverable, CancellationToken cancellationToken)
    {
        Log.UndeliverableOnlyLogged(
            logger, undeliverable.Topic, undeliverable.Partition, undeliverable.Offset, undeliverable.Event.Conversation, undeliverable.Reason);
        return Task.CompletedTask;
    }

    /// <summary>Nobody could ever decide about it, so nothing waits for that.</summary>
    public Task<SetAsideFate> FateAsync(UndeliverableEvent undeliverable, CancellationToken cancellationToken) => Task.FromResult(SetAsideFate.Discarded);
}
