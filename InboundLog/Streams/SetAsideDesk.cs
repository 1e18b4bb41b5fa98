using Microsoft.Extensions.Logging;
using OrleansFailover.InboundLog.SetAside;

namespace OrleansFailover.InboundLog.Streams;

/// <summary>Brings what cannot be delivered to its sink, for as long as that takes. A record is settled only when its sink has it.</summary>
internal sealed class SetAsideDesk(
    IUnreadableEventSink unreadableSink,
    IUndeliverableEventSink undeliverableSink,
    InboundLogOptions options,
    InboundLogMetrics metrics,
    TimeProvider timeProvider,
    ILogger logger)
{
    public Task KeepUnreadableAsync(PartitionWindow window, LogRecord record, string reason, CancellationToken cancellationToken)
    {
        metrics.EventUnreadable();
        Log.Unreadable(logger, options.Topic, window.Partition, record.Offset, reason);
        var unreadable = new UnreadableEvent
        {
            Topic = options.Topic,
            Partition = window.Partition,
            Offset = record.Offset,
            AppendedAt = record.AppendedAt,
            Key = record.Key,
            Value = record.Value,
            Reason = reason,
        };
        return KeepAsync(window, record, token => unreadableSink.KeepAsync(unreadable, token), cancellationToken);
    }

    public Task KeepUndeliverableAsync(PartitionWindow window, LogRecord record, CancellationToken cancellationToken)
    {
        var inboundEvent = record.Event!;
        metrics.EventUndeliverable();
        Log.Undeliverable(logger, options.Topic, window.Partition, record.Offset, inboundEvent.Conversation, options.MaxEventDeliveryTime);
        var undeliverable = new UndeliverableEvent
        {
            Topic = options.Topic,
            Partition = window.Partition,
            Offset = record.Offset,
            AppendedAt = record.AppendedAt,
            Event = inboundEvent,
            Reason = $"Its conversation did not take it within {options.MaxEventDeliveryTime}.",
        };
        return KeepAsync(window, record, token => undeliverableSink.KeepAsync(undeliverable, token), cancellationToken);
    }

    private async Task KeepAsync(PartitionWindow window, LogRecord record, Func<CancellationToken, Task> keep, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await keep(cancellationToken);
                window.Settle(record);
                return;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The sink is somebody else's code, and the record is lost only if this loop ends.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Log.SetAsideFailed(logger, options.Topic, window.Partition, record.Offset, options.SetAsideRetryDelay, exception);
                await Task.Delay(options.SetAsideRetryDelay, timeProvider, cancellationToken)
                    .ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
