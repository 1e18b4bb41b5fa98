using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.WebhookGateway.Forwarding;
using OrleansFailover.WebhookGateway.Webhooks.Ladder;

namespace OrleansFailover.WebhookGateway.Webhooks.Restricted;

/// <summary>Hands a webhook with a restricted sender, whole and untouched, to a region where it may be readable. It does not ask whether home is down: it tries.</summary>
internal sealed class HomeHandover(IPeerGateways peers, IOptions<WebhookOptions> options, TimeProvider timeProvider, WebhookMetrics metrics)
{
    private readonly LadderShares shares = LadderShares.Of(options.Value);
    private readonly TimeSpan budget = options.Value.AckBudget;
    private readonly TimeSpan pause = options.Value.CircuitBreak;
    private readonly ConcurrentDictionary<RegionId, long> failed = new();

    /// <summary>The home region that took all of it; null when none did. One that has crossed regions does not cross again, and what comes from the spool has no body that could.</summary>
    public async ValueTask<RegionId?> TryAsync(SignedWebhook webhook, IReadOnlyList<RegionId> home)
    {
        if (webhook.Crossing.Count > 0 || webhook.Origin is not WebhookOrigin.Channel)
        {
            return null;
        }

        foreach (var region in home)
        {
            // A region that did not answer is left alone for a moment: an outage must not take its share of every webhook's budget.
            var bound = BoundOf(webhook);
            if (bound > TimeSpan.Zero && !(failed.TryGetValue(region, out var at) && timeProvider.GetElapsedTime(at) < pause))
            {
                using var deadline = new CancellationTokenSource(bound, timeProvider);
                if (await peers.ForwardToAsync(region.Name, webhook.Body, webhook.Headers, FailoverReason.NotHome, deadline.Token))
                {
                    failed.TryRemove(region, out _);
                    metrics.Forwarded(region.Name, FailoverReason.NotHome);
                    return region;
                }

                failed[region] = timeProvider.GetTimestamp();
            }
        }

        return null;
    }

    // The other steps keep what they need: what is not handed over must still be kept.
    private TimeSpan BoundOf(SignedWebhook webhook)
    {
        var spare = budget - timeProvider.GetElapsedTime(webhook.ArrivedAt) - shares.Append - shares.DeadLetter - shares.Spool;
        return spare < shares.Forward ? spare : shares.Forward;
    }
}
