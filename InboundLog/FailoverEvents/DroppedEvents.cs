using Microsoft.Extensions.Logging;
using OrleansFailover.Grains.Interfaces.Diagnostics;

namespace OrleansFailover.InboundLog.FailoverEvents;

/// <summary>Counts the events that are dropped, and tells of them at most once a second and place. Thread-safe.</summary>
internal sealed class DroppedEvents(FailoverEventMetrics metrics, TimeProvider timeProvider, ILogger<DroppedEvents> logger)
{
    private readonly LineLimit lines = new(LineLimit.PerSecond, timeProvider);

    /// <param name="place">Where it was to go: one of few words.</param>
    /// <param name="reason">Why it did not, without content.</param>
    public void Add(string place, string reason)
    {
        metrics.Dropped(place);
        if (lines.TryPass(place) is { } line)
        {
            Log.FailoverEventsDropped(logger, line.Count, place, reason);
        }
    }
}
