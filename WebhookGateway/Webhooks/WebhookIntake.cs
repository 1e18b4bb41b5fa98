using Microsoft.Extensions.Options;
using OrleansFailover.BusinessNumbers;
using OrleansFailover.DeadLetters;
using OrleansFailover.WebhookGateway.Webhooks.Numbers;
using OrleansFailover.WebhookGateway.Webhooks.Parsing;
using OrleansFailover.WebhookGateway.Webhooks.Restricted;

namespace OrleansFailover.WebhookGateway.Webhooks;

/// <summary>The way of a signed webhook: events to the log, everything else to a durable place, and only then an answer.</summary>
internal sealed class WebhookIntake(
    FailoverLadder ladder,
    RestrictedSenders restricted,
    HomeHandover handover,
    RoutingReports reports,
    IBusinessNumbers numbers,
    IOptions<WebhookOptions> options,
    WebhookMetrics metrics,
    ILogger<WebhookIntake> logger)
{
    private readonly bool withoutChannelTime = options.Value.WithoutChannelTime;

    public async ValueTask<AckOutcome> TakeAsync(SignedWebhook webhook)
    {
        var parsed = WebhookParser.Parse(webhook.Body.Bytes, webhook.Receipt);
        if (webhook.Crossing.Count > 1)
        {
            return await KeepAsync(webhook, DeadLetterReason.Loop, parsed);
        }

        // Only the spool brings back what a gateway sealed.
        if ((parsed.IsSealed && webhook.Origin is WebhookOrigin.Channel ? RejectReason.Unreadable : parsed.Unreadable) is { } unreadable)
        {
            return await ladder.KeepAsync(webhook, unreadable, KeptPart(webhook, parsed, webhook.Body.Bytes));
        }

        foreach (var code in parsed.ChannelErrors ?? [])
        {
            metrics.ChannelError(code);
            logger.ChannelError(code);
        }

        for (var i = 0; withoutChannelTime && i < parsed.Events.Count; i++)
        {
            parsed.Events[i] = parsed.Events[i] with { ChannelTime = webhook.Receipt.ReceivedAt };
        }

        var table = numbers.Current;
        if (ServedNumbers.HasNumberOfAnotherApp(parsed, table, webhook.App))
        {
            return await KeepAsync(webhook, RejectReason.OtherApp, parsed);
        }

        ServedNumbers.RejectUnlisted(parsed, webhook.Body.Bytes, table);
        if (parsed.Events.Count == 0)
        {
            return parsed.Rejected is null || await TryKeepRejectedAsync(webhook, parsed) ? AckOutcome.Appended : AckOutcome.NotTaken;
        }

        var sealedBody = default(ReadOnlyMemory<byte>?);
        if (restricted.Mask(parsed.Events) is { } home)
        {
            if (await handover.TryAsync(webhook, home) is { } region)
            {
                reports.HandedHome(webhook, parsed.Events, region);
                return AckOutcome.Forwarded;
            }

            restricted.SealAway(parsed.Events);
            sealedBody = SealedBody.Write(parsed.Events);
        }
        else if (HasSealedParts(webhook, parsed))
        {
            sealedBody = SealedBody.Write(parsed.Events);
        }

        var outcome = await ladder.TakeAsync(webhook, parsed.Events, sealedBody);
        var isAppended = outcome is AckOutcome.Appended or AckOutcome.AppendedAlone;
        if (isAppended)
        {
            metrics.Appended(parsed.Events.Count);
        }

        // A part that is no event goes with the whole webhook when another place than this log takes it; a sealed body has the events alone.
        var hasAll = outcome is AckOutcome.NotTaken or AckOutcome.Forwarded || (!isAppended && sealedBody is null);
        return hasAll || parsed.Rejected is null || await TryKeepRejectedAsync(webhook, parsed) ? outcome : AckOutcome.NotTaken;
    }

    /// <summary>Keeps a whole webhook that could be read; of one that must not be readable here the events, sealed, and the parts that are none.</summary>
    private async ValueTask<AckOutcome> KeepAsync(SignedWebhook webhook, string reason, ParsedWebhook parsed)
    {
        if (restricted.Mask(parsed.Events) is null && !HasSealedParts(webhook, parsed))
        {
            return await ladder.KeepAsync(webhook, reason);
        }

        restricted.SealAway(parsed.Events);
        var outcome = await ladder.KeepAsync(webhook, reason, SealedBody.Write(parsed.Events));
        return outcome is AckOutcome.NotTaken || parsed.Rejected is null || await TryKeepRejectedAsync(webhook, parsed) ? outcome : AckOutcome.NotTaken;
    }

    // What names no sender can be of a restricted one.
    private bool HasSealedParts(SignedWebhook webhook, ParsedWebhook parsed) =>
        (parsed.Rejected is not null || parsed.RejectedMore) && !IsSealedBefore(webhook, parsed) && restricted.MustSealParts(webhook.Body.Bytes);

    private ReadOnlyMemory<byte> KeptPart(SignedWebhook webhook, ParsedWebhook parsed, ReadOnlyMemory<byte> content) =>
        IsSealedBefore(webhook, parsed) ? content : restricted.Part(content);

    private static bool IsSealedBefore(SignedWebhook webhook, ParsedWebhook parsed) => parsed.IsSealed && webhook.Origin is not WebhookOrigin.Channel;

    // A 503 for a rejected part that could not be kept makes the channel send all of the webhook again: its events count once, and none is lost.
    private async ValueTask<bool> TryKeepRejectedAsync(SignedWebhook webhook, ParsedWebhook parsed)
    {
        if (parsed.RejectedMore)
        {
            return await ladder.TryKeepAsync(webhook, DeadLetterReason.ManyRejected, KeptPart(webhook, parsed, webhook.Body.Bytes));
        }

        foreach (var part in parsed.Rejected!)
        {
            if (!await ladder.TryKeepAsync(webhook, part.Reason, KeptPart(webhook, parsed, part.Webhook)))
            {
                return false;
            }
        }

        return true;
    }
}
