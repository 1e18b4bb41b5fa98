using Microsoft.Extensions.Options;
using OrleansFailover.BusinessNumbers;
using OrleansFailover.DeadLetters;
using OrleansFailover.WebhookGateway.Webhooks.Numbers;
using OrleansFailover.WebhookGateway.Webhooks.Parsing;

namespace OrleansFailover.WebhookGateway.Webhooks;

/// <summary>The way of a signed webhook: events to the log, everything else to a durable place, and only then an answer.</summary>
internal sealed class WebhookIntake(FailoverLadder ladder, IBusinessNumbers numbers, IOptions<WebhookOptions> options, WebhookMetrics metrics, ILogger<WebhookIntake> logger)
{
    private readonly bool withoutChannelTime = options.Value.WithoutChannelTime;

    public async ValueTask<AckOutcome> TakeAsync(SignedWebhook webhook)
    {
        if (webhook.Crossing.Count > 1)
        {
            return await ladder.KeepAsync(webhook, DeadLetterReason.Loop);
        }

        var parsed = WebhookParser.Parse(webhook.Body.Bytes, webhook.Receipt);
        if (parsed.Unreadable is { } unreadable)
        {
            return await ladder.KeepAsync(webhook, unreadable);
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
            return await ladder.KeepAsync(webhook, RejectReason.OtherApp);
        }

        ServedNumbers.RejectUnlisted(parsed, webhook.Body.Bytes, table);
        if (parsed.Events.Count > 0)
        {
            // A part that is no event goes with the whole webhook when another place than this log takes it.
            var outcome = await ladder.TakeAsync(webhook, parsed.Events);
            if (outcome is not AckOutcome.Appended)
            {
                return outcome;
            }

            metrics.Appended(parsed.Events.Count);
        }

        return parsed.Rejected is null || await TryKeepRejectedAsync(webhook, parsed) ? AckOutcome.Appended : AckOutcome.NotTaken;
    }

    // A 503 for a rejected part that could not be kept makes the channel send all of the webhook again: its events count once, and none is lost.
    private async ValueTask<bool> TryKeepRejectedAsync(SignedWebhook webhook, ParsedWebhook parsed)
    {
        if (parsed.RejectedMore)
        {
            return await ladder.TryKeepAsync(webhook, DeadLetterReason.ManyRejected, webhook.Body.Bytes);
        }

        foreach (var part in parsed.Rejected!)
        {
            if (!await ladder.TryKeepAsync(webhook, part.Reason, part.Webhook))
            {
                return false;
            }
        }

        return true;
    }
}
