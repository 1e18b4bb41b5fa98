using OrleansFailover.Grains.Interfaces.FailoverEvents;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.WebhookGateway.Forwarding;

namespace OrleansFailover.WebhookGateway.Edge;

/// <summary>
/// Reports where the edge sent webhooks when that was not the primary region at once: one failover event a decision. What no region took is one event, and nobody has
/// checked its signature, so its body is not looked into.
/// </summary>
internal sealed class EdgeReports(IFailoverEvents failoverEvents, RegionTable regions, TimeProvider timeProvider)
{
    private const int Primary = 0;
    private const long Never = long.MinValue;

    // When a webhook last passed the primary region by; the first that came later and goes there is the failback.
    private long awayAt = Never;

    /// <summary>A region took the webhook.</summary>
    /// <param name="sent">Its sendings, in order.</param>
    /// <param name="winner">The region that took it.</param>
    /// <param name="body">The body, whose signature that region has checked.</param>
    /// <param name="arrivedAt">The timestamp of its arrival.</param>
    public void Taken(IReadOnlyList<EdgeStep> sent, int winner, ReadOnlySpan<byte> body, long arrivedAt)
    {
        foreach (var step in sent)
        {
            if (StatusOf(step) is { } status)
            {
                if (status is FailoverStatus.FailoverTriggered)
                {
                    Volatile.Write(ref awayAt, timeProvider.GetTimestamp());
                }

                Report(status, step.Region, MessageHint.Of(body), arrivedAt);
            }
            else if (winner == Primary && IsFailback(arrivedAt))
            {
                Report(FailoverStatus.FailedBack, Primary, MessageHint.Of(body), arrivedAt);
            }
        }
    }

    /// <summary>No region took it.</summary>
    public void NotTaken(long arrivedAt) => Report(FailoverStatus.NotTaken, null, default, arrivedAt);

    private static FailoverStatus? StatusOf(EdgeStep step) => step.Reason switch
    {
        null => null,
        FailoverReason.Slow => FailoverStatus.Hedged,
        _ => step.Region == Primary ? FailoverStatus.ReturnedToPrimary : FailoverStatus.FailoverTriggered,
    };

    // One that was on its way already when another one failed over does not tell that the region is back.
    private bool IsFailback(long arrivedAt)
    {
        var away = Volatile.Read(ref awayAt);
        return away != Never && arrivedAt > away && Interlocked.CompareExchange(ref awayAt, Never, away) == away;
    }

    private void Report(FailoverStatus status, int? target, MessageId message, long arrivedAt) => failoverEvents.Report(new FailoverEvent
    {
        Status = status,
        Message = message,
        PrimaryRegion = new RegionId(regions.Views[Primary].Name),
        TargetRegion = target is { } region ? new RegionId(regions.Views[region].Name) : null,
        Latency = timeProvider.GetElapsedTime(arrivedAt),
        Time = timeProvider.GetUtcNow(),
    });
}
