using Microsoft.Extensions.Options;
using OrleansFailover.DeadLetters;
using OrleansFailover.Grains.Interfaces.Diagnostics;
using OrleansFailover.Grains.Interfaces.FailoverEvents;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.WebhookGateway.DeadLetters;
using OrleansFailover.WebhookGateway.Forwarding;
using OrleansFailover.WebhookGateway.Spool;
using OrleansFailover.WebhookGateway.Webhooks.Ladder;

namespace OrleansFailover.WebhookGateway.Webhooks;

/// <summary>Takes the steps that <see cref="LadderPolicy"/> decides, until one of them holds.</summary>
internal sealed class FailoverLadder(
    EventAppender appender,
    IPeerGateways peers,
    IDeadLetterStore deadLetters,
    IWebhookSpool spool,
    IRegionPhase phase,
    LogCircuit circuit,
    IOptions<WebhookOptions> options,
    TimeProvider timeProvider,
    WebhookMetrics metrics,
    RoutingReports reports,
    ILogger<FailoverLadder> logger)
{
    private static readonly List<InboundEvent> NoEvents = [];

    private readonly TimeSpan budget = options.Value.AckBudget;
    private readonly LadderShares shares = LadderShares.Of(options.Value);

    // In an outage every webhook ends here. The reasons are few and fixed.
    private readonly LineLimit lines = new(LineLimit.PerSecond, timeProvider);

    /// <summary>Puts the events of a webhook into a log, or else all of the webhook into another durable place.</summary>
    /// <param name="content">What another place of this region keeps; null: the body as it came.</param>
    public ValueTask<AckOutcome> TakeAsync(SignedWebhook webhook, List<InboundEvent> events, ReadOnlyMemory<byte>? content = null) =>
        ClimbAsync(webhook, LadderGoal.Take, null, content ?? webhook.Body.Bytes, events);

    /// <summary>Keeps the whole webhook.</summary>
    /// <param name="content">What is kept; null: the body as it came.</param>
    public ValueTask<AckOutcome> KeepAsync(SignedWebhook webhook, string reason, ReadOnlyMemory<byte>? content = null) =>
        ClimbAsync(webhook, LadderGoal.Keep, reason, content ?? webhook.Body.Bytes, NoEvents);

    /// <summary>Keeps a webhook, or a part of one in the shape of a webhook.</summary>
    public async ValueTask<bool> TryKeepAsync(SignedWebhook webhook, string reason, ReadOnlyMemory<byte> content) =>
        await ClimbAsync(webhook, LadderGoal.Keep, reason, content, NoEvents) is not AckOutcome.NotTaken;

    private async ValueTask<AckOutcome> ClimbAsync(
        SignedWebhook webhook, LadderGoal goal, string? reason, ReadOnlyMemory<byte> content, List<InboundEvent> events)
    {
        var failed = FailedSteps.None;
        while (true)
        {
            var isActive = phase.IsActive;
            var move = LadderPolicy.Decide(new(goal, webhook.Origin, webhook.Crossing.Count, circuit.State, isActive, failed, Left(webhook)), shares);
            switch (move.Step)
            {
                case LadderStep.Append:
                    var appended = await TryAppendAsync(events, move.Bound);
                    if (appended is not AppendOutcome.Failed)
                    {
                        reports.Appended(webhook, events, atOnce: isActive && failed is FailedSteps.None);
                        return appended is AppendOutcome.Appended ? AckOutcome.Appended : AckOutcome.AppendedAlone;
                    }

                    reason = FailoverReason.LogUnavailable;
                    failed |= FailedSteps.Append;
                    break;

                case LadderStep.Forward:
                    reason ??= WhyNotAppended(isActive);
                    if (await TryForwardAsync(webhook, reason, move.Bound) is { } region)
                    {
                        reports.Forwarded(webhook, events, region);
                        return AckOutcome.Forwarded;
                    }

                    failed |= FailedSteps.Forward;
                    break;

                case LadderStep.DeadLetter:
                    reason ??= WhyNotAppended(isActive);
                    if (await KeepPlaceAsync(events, move.Bound, TryDeadLetterAsync(webhook, reason, content, move.Bound)))
                    {
                        reports.Kept(FailoverStatus.DeadLettered, webhook, events);
                        return AckOutcome.DeadLettered;
                    }

                    failed |= FailedSteps.DeadLetter;
                    break;

                case LadderStep.Spool:
                    reason ??= WhyNotAppended(isActive);
                    if (await KeepPlaceAsync(events, move.Bound, TrySpoolAsync(webhook, goal, reason, content, move.Bound)))
                    {
                        reports.Kept(FailoverStatus.Spooled, webhook, events);
                        return AckOutcome.Spooled;
                    }

                    failed |= FailedSteps.Spool;
                    break;

                default:
                    reports.NotTaken(webhook, events);
                    return AckOutcome.NotTaken;
            }
        }
    }

    // The copies and the durable place are written at once. The place decides; the copies only get as long as it may take.
    private async ValueTask<bool> KeepPlaceAsync(List<InboundEvent> events, TimeSpan bound, ValueTask<bool> keeping)
    {
        var copying = appender.KeepPendingAsync(events);
        var kept = await keeping;
        if (kept)
        {
            await copying.WaitAsync(bound, timeProvider).ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        }

        return kept;
    }

    private static string WhyNotAppended(bool isActive) => isActive ? FailoverReason.LogUnavailable : FailoverReason.RegionNotActive;

    private async ValueTask<AppendOutcome> TryAppendAsync(List<InboundEvent> events, TimeSpan bound)
    {
        // Another webhook may have become the probe since the decision.
        if (!circuit.TryEnter(out var isProbe))
        {
            return AppendOutcome.Failed;
        }

        var appended = AppendOutcome.Failed;
        try
        {
            return appended = await appender.TryAppendAsync(events, bound);
        }
        finally
        {
            circuit.Report(isProbe, appended is not AppendOutcome.Failed);
        }
    }

    private async ValueTask<string?> TryForwardAsync(SignedWebhook webhook, string reason, TimeSpan bound)
    {
        using var deadline = new CancellationTokenSource(bound, timeProvider);
        var region = await peers.ForwardAsync(webhook.Body, webhook.Headers, reason, deadline.Token);
        if (region is not null)
        {
            metrics.Forwarded(region, reason);
        }

        return region;
    }

    private async ValueTask<bool> TryDeadLetterAsync(SignedWebhook webhook, string reason, ReadOnlyMemory<byte> content, TimeSpan bound)
    {
        var letter = WebhookLetters.Of(webhook, reason, content);
        try
        {
            // Waited for with the bound, too: a store whose service hangs may not look at its token.
            using var deadline = new CancellationTokenSource(bound, timeProvider);
            await deadLetters.StoreAsync(letter, deadline.Token).WaitAsync(deadline.Token);
            metrics.DeadLettered(reason);
            logger.DeadLettered(reason);
            return true;
        }
        catch (Exception exception)
        {
            // The store may still be reading the bytes.
            webhook.Body.Lend();
            metrics.DeadLetterFailed(reason);
            if (lines.TryPass($"letter {reason}") is { } line)
            {
                logger.DeadLetterFailed(reason, line.Suppressed, exception);
            }

            return false;
        }
    }

    private async ValueTask<bool> TrySpoolAsync(SignedWebhook webhook, LadderGoal goal, string reason, ReadOnlyMemory<byte> content, TimeSpan bound)
    {
        try
        {
            using var deadline = new CancellationTokenSource(bound, timeProvider);
            var entry = SpoolEntry.Of(webhook, reason, content);
            await spool.StoreAsync(goal is LadderGoal.Take ? SpoolLaneName.Webhooks : SpoolLaneName.Letters, entry, deadline.Token).WaitAsync(deadline.Token);
            metrics.Spooled(reason);
            if (lines.TryPass($"spooled {reason}") is { } line)
            {
                logger.Spooled(reason, line.Suppressed);
            }

            return true;
        }
        catch (Exception exception)
        {
            metrics.SpoolFailed(reason);
            if (lines.TryPass($"refused {reason}") is { } line)
            {
                logger.SpoolFailed(reason, line.Suppressed, exception);
            }

            return false;
        }
    }

    private TimeSpan Left(SignedWebhook webhook)
    {
        var left = budget - timeProvider.GetElapsedTime(webhook.ArrivedAt);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
