using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.InboundLog;

namespace OrleansFailover.WebhookGateway.Webhooks;

/// <summary>Appends events to this region's log, copies them to the peers' pending lists and notes them in this region's, all at once.</summary>
internal sealed class EventAppender(
    IInboundLog log,
    IPendingCopies copies,
    TimeProvider timeProvider,
    WebhookMetrics metrics,
    ILogger<EventAppender> logger)
{
    /// <summary>
    /// Where the events are: appended when the log has every one of them within <paramref name="timeout"/>. The copy never decides: it has its own bound, and what no peer confirmed is counted. A copy whose
    /// append failed stays behind in a peer, where a takeover finds it: the same event as the one that the channel sends again.
    /// </summary>
    public async ValueTask<AppendOutcome> TryAppendAsync(List<InboundEvent> events, TimeSpan timeout)
    {
        var copying = CopyAsync(events, copies.CopyAsync);
        try
        {
            // Not the request's token: a channel that hangs up would leave it open whether the log has the events.
            using var deadline = new CancellationTokenSource(timeout, timeProvider);
            await log.AppendAsync(events, deadline.Token).WaitAsync(deadline.Token);
        }
        catch (Exception exception)
        {
            logger.AppendFailed(events.Count, exception);
            return AppendOutcome.Failed;
        }

        return await copying == 0 ? AppendOutcome.Appended : AppendOutcome.AppendedAlone;
    }

    /// <summary>
    /// Copies events that no log took to every region's pending lists, so that they keep their place before what comes after them. Never throws:
    /// what was not copied is counted, and in order only when it is replayed in time.
    /// </summary>
    public Task KeepPendingAsync(List<InboundEvent> events) => events.Count == 0 ? Task.CompletedTask : CopyAsync(events, copies.CopyEverywhereAsync);

    /// <returns>How many events have no copy.</returns>
    private async Task<int> CopyAsync(
        List<InboundEvent> events, Func<IReadOnlyList<(string, PendingEvent)>, CancellationToken, ValueTask<int>> copyAsync)
    {
        try
        {
            var pending = new (string, PendingEvent)[events.Count];
            for (var i = 0; i < pending.Length; i++)
            {
                var inboundEvent = events[i];

                pending[i] = (inboundEvent.Conversation.Key, new PendingEvent(inboundEvent.Id, inboundEvent.ChannelTime, EnvelopeCodec.Encode(inboundEvent))
                {
                    IsStatus = inboundEvent.Status is not null,
                });
            }

            var missing = await copyAsync(pending, CancellationToken.None);
            metrics.Uncopied(missing);
            return missing;
        }
        catch (Exception exception)
        {
            metrics.Uncopied(events.Count);
            logger.CopyFailed(events.Count, exception);
            return events.Count;
        }
    }
}
