using Microsoft.Extensions.Options;

namespace OrleansFailover.WebhookGateway.Webhooks.Ladder;

/// <summary>
/// The circuit of this region's log. While it is open webhooks are forwarded at once instead of waiting for an append that will fail; after a
/// pause one append at a time finds out whether the log is back. Used from many threads.
/// </summary>
internal sealed class LogCircuit
{
    private readonly WebhookOptions settings;
    private readonly TimeProvider timeProvider;
    private readonly WebhookMetrics metrics;
    private readonly ILogger<LogCircuit> logger;
    private readonly Lock gate = new();
    private CircuitCounts counts;
    private bool closed = true;
    private bool probing;
    private long openedAt;

    public LogCircuit(IOptions<WebhookOptions> options, TimeProvider timeProvider, WebhookMetrics metrics, ILogger<LogCircuit> logger)
    {
        settings = options.Value;
        this.timeProvider = timeProvider;
        this.metrics = metrics;
        this.logger = logger;
        counts = new(timeProvider.GetTimestamp(), 0, 0);
        metrics.ObserveCircuit(() => (int)State);
    }

    /// <summary>What an append would meet now.</summary>
    public CircuitState State
    {
        get
        {
            lock (gate)
            {
                return closed ? CircuitState.Closed : CanProbe() ? CircuitState.HalfOpen : CircuitState.Open;
            }
        }
    }

    /// <summary>True when an append may be tried; then <see cref="Report"/> must follow with the same <paramref name="isProbe"/>.</summary>
    public bool TryEnter(out bool isProbe)
    {
        lock (gate)
        {
            isProbe = !closed;
            if (closed)
            {
                return true;
            }

            if (!CanProbe())
            {
                return false;
            }

            probing = true;
            return true;
        }
    }

    /// <summary>How the append ended.</summary>
    public void Report(bool isProbe, bool succeeded)
    {
        lock (gate)
        {
            if (isProbe)
            {
                EndProbe(succeeded);
            }
            else if (closed)
            {
                Count(succeeded);
            }

            // Else an append from before the circuit opened: it says nothing new.
        }
    }

    private void EndProbe(bool succeeded)
    {
        probing = false;
        if (!succeeded)
        {
            openedAt = timeProvider.GetTimestamp();
            return;
        }

        closed = true;
        counts = new(timeProvider.GetTimestamp(), 0, 0);
        logger.CircuitClosed();
    }

    private void Count(bool succeeded)
    {
        if (timeProvider.GetElapsedTime(counts.WindowStart) >= settings.CircuitWindow)
        {
            counts = new(timeProvider.GetTimestamp(), 0, 0);
        }

        counts = succeeded ? counts with { Successes = counts.Successes + 1 } : counts with { Failures = counts.Failures + 1 };
        if (counts.ShouldOpen(settings.CircuitFailures))
        {
            closed = false;
            openedAt = timeProvider.GetTimestamp();
            metrics.CircuitOpened();
            logger.CircuitOpened(counts.Failures, settings.CircuitBreak);
        }
    }

    private bool CanProbe() => !probing && timeProvider.GetElapsedTime(openedAt) >= settings.CircuitBreak;
}
