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
        return KeepAsync(
            window,
            record,
            async token =>
            {
                await unreadableSink.KeepAsync(unreadable, token);
                return true;
            },
            cancellationToken);
    }

    /// <summary>Sets aside what its conversation did not take in time.</summary>
    public Task KeepNotTakenAsync(PartitionWindow window, LogRecord record, CancellationToken cancellationToken)
    {
        Log.Undeliverable(logger, options.Topic, window.Partition, record.Offset, record.Event!.Conversation, options.MaxEventDeliveryTime);
        return KeepUndeliverableAsync(
            window, record, SetAsideCause.NotTaken, $"Its conversation did not take it within {options.MaxEventDeliveryTime}.", cancellationToken);
    }

    /// <summary>Sets aside what failed too many turns.</summary>
    public Task KeepTurnFailedAsync(PartitionWindow window, LogRecord record, string fault, CancellationToken cancellationToken)
    {
        Log.TurnFailed(logger, options.Topic, window.Partition, record.Offset, record.Event!.Conversation, record.TurnFaults, fault);
        return KeepUndeliverableAsync(window, record, SetAsideCause.TurnFailed, fault, cancellationToken);
    }

    private async Task KeepUndeliverableAsync(
        PartitionWindow window, LogRecord record, SetAsideCause cause, string reason, CancellationToken cancellationToken)
    {
        metrics.EventUndeliverable(cause);
        var undeliverable = new UndeliverableEvent
        {
            Topic = options.Topic,
            Partition = window.Partition,
            Offset = record.Offset,
            AppendedAt = record.AppendedAt,
            Event = record.Event!,
            Cause = cause,
            Attempts = record.Offers,
            Reason = reason,
        };
        await KeepAsync(
            window, record, token => options.AfterSetAside == LaterEvents.Wait ? KeepAndWaitAsync(window, record, undeliverable, token) : KeepAndGoOnAsync(undeliverable, token), cancellationToken);
    }

    private async Task<bool> KeepAndGoOnAsync(UndeliverableEvent undeliverable, CancellationToken cancellationToken)
    {
        await undeliverableSink.KeepAsync(undeliverable, cancellationToken);
        return true;
    }

    /// <summary>Keeps an event and waits until somebody has decided about it.</summary>
    /// <returns>False when it is to be offered again.</returns>
    private async Task<bool> KeepAndWaitAsync(
        PartitionWindow window, LogRecord record, UndeliverableEvent undeliverable, CancellationToken cancellationToken)
    {
        var conversation = undeliverable.Event.Conversation;
        var fate = SetAsideFate.Missing;
        for (var looks = 0; fate is SetAsideFate.Missing or SetAsideFate.Waiting; looks++)
        {
            if (looks == 1)
            {
                Log.LaterEventsWait(logger, conversation, options.Topic, window.Partition, record.Offset);
            }

            if (looks > 0)
            {
                await Task.Delay(options.SettledLookInterval, timeProvider, cancellationToken);
            }

            if (fate == SetAsideFate.Missing)
            {
                await undeliverableSink.KeepAsync(undeliverable, cancellationToken);
            }

            fate = await undeliverableSink.FateAsync(undeliverable, cancellationToken);
        }

        Log.LaterEventsGoOn(logger, conversation, fate, options.Topic, window.Partition, record.Offset);
        if (fate == SetAsideFate.Discarded || record.WasOfferedAgain)
        {
            return true;
        }

        record.OfferAgain();
        return false;
    }

    /// <param name="keep">Returns false when something is owed for the record even then.</param>
    private async Task KeepAsync(PartitionWindow window, LogRecord record, Func<CancellationToken, Task<bool>> keep, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (await keep(cancellationToken))
                {
                    window.Settle(record);
                }

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
