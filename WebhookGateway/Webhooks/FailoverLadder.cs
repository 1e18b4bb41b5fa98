using Microsoft.Extensions.Options;
using OrleansFailover.DeadLetters;
using OrleansFailover.WebhookGateway.DeadLetters;
using OrleansFailover.WebhookGateway.Forwarding;

namespace OrleansFailover.WebhookGateway.Webhooks;

/// <summary>Where a webhook goes that this region's log did not take: another region, else a dead letter, else back to the channel.</summary>
internal sealed class FailoverLadder(
    IPeerGateways peers,
    IDeadLetterStore deadLetters,
    IOptions<WebhookOptions> options,
    TimeProvider timeProvider,
    WebhookMetrics metrics,
    ILogger<FailoverLadder> logger)
{
    // Even a webhook that used up its budget is worth one attempt to keep it.
    private static readonly TimeSpan LeastStoreTime = TimeSpan.FromMilliseconds(250);

    private readonly WebhookOptions settings = options.Value;

    /// <summary>Forwards a webhook that has not crossed regions yet; keeps it when it has, or when no other region took it.</summary>
    public async ValueTask<AckOutcome> FailOverAsync(SignedWebhook webhook, string reason)
    {
        if (webhook.Crossing.Count == 0)
        {
            using var deadline = new CancellationTokenSource(Least(settings.ForwardTimeout, Left(webhook)), timeProvider);
            if (await peers.ForwardAsync(webhook.Body, webhook.Headers, reason, deadline.Token) is { } region)
            {
                metrics.Forwarded(region, reason);
                return AckOutcome.Forwarded;
            }
        }

        return await KeepAsync(webhook, reason);
    }

    /// <summary>Keeps the whole webhook.</summary>
    public async ValueTask<AckOutcome> KeepAsync(SignedWebhook webhook, string reason) =>
        await TryKeepAsync(webhook, reason, webhook.Body.Bytes) ? AckOutcome.DeadLettered : AckOutcome.NotTaken;

    /// <summary>Keeps a webhook, or a part of one in the shape of a webhook.</summary>
    public async ValueTask<bool> TryKeepAsync(SignedWebhook webhook, string reason, ReadOnlyMemory<byte> content)
    {
        var letter = WebhookLetters.Of(webhook, reason, content);
        try
        {
            var left = Left(webhook);
            using var deadline = new CancellationTokenSource(left > LeastStoreTime ? left : LeastStoreTime, timeProvider);
            await deadLetters.StoreAsync(letter, deadline.Token);
            metrics.DeadLettered(reason);
            logger.DeadLettered(reason);
            return true;
        }
        catch (DeadLetterStoreException exception)
        {
            metrics.DeadLetterFailed(reason);
            logger.DeadLetterFailed(reason, exception);
            return false;
        }
    }

    private static TimeSpan Least(TimeSpan left, TimeSpan right) => left < right ? left : right;

    private TimeSpan Left(SignedWebhook webhook)
    {
        var left = settings.AckBudget - timeProvider.GetElapsedTime(webhook.ArrivedAt);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
