using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansFailover.Grains.Interfaces.FailoverEvents;

namespace OrleansFailover.InboundLog.FailoverEvents;

/// <summary>Writes the events of the queue to every place, off the path of webhooks and turns.</summary>
internal sealed class FailoverEventWriter(
    FailoverEventQueue queue,
    IEnumerable<IFailoverEventSink> sinks,
    DroppedEvents dropped,
    IOptions<FailoverEventOptions> options,
    TimeProvider timeProvider,
    ILogger<FailoverEventWriter> logger) : BackgroundService
{
    private readonly IFailoverEventSink[] places = [.. sinks];

    /// <summary>Writes what waits, within a bound, and ends.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Complete();
        if (ExecuteTask is { } writing)
        {
            await writing.WaitAsync(options.Value.StopTimeout, timeProvider, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await base.StopAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var failoverEvent in queue.Reader.ReadAllAsync(stoppingToken).ConfigureAwait(false))
        {
            var json = FailoverEventJson.Write(failoverEvent);
            foreach (var place in places)
            {
                Write(place, failoverEvent, json);
            }
        }
    }

    private void Write(IFailoverEventSink place, FailoverEvent failoverEvent, byte[] json)
    {
        try
        {
            place.Write(failoverEvent, json);
        }
#pragma warning disable CA1031 // Whatever one place throws must not keep the next event, or the other places, from being written.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            dropped.Add(place.Place, exception.GetType().Name);
            Log.FailoverEventFailed(logger, place.Place, exception);
        }
    }
}
