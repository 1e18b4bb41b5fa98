using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OrleansFailover.DeadLetters.Replay;

/// <summary>Counts the letters that wait, for the gauges, and removes the ones that were settled long ago.</summary>
internal sealed class DeadLetterWatch(
    IDeadLetterStore store, DeadLetterMetrics metrics, IOptions<DeadLetterOptions> options, TimeProvider timeProvider, ILogger<DeadLetterWatch> logger)
    : BackgroundService
{
    private static readonly TimeSpan PurgeInterval = TimeSpan.FromHours(1);

    private readonly DeadLetterOptions settings = options.Value;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(settings.CountInterval, timeProvider);
        long? purgedAt = null;
        try
        {
            do
            {
                try
                {
                    metrics.Counted(await store.CountAsync(stoppingToken).ConfigureAwait(false));
                    if (purgedAt is not { } last || timeProvider.GetElapsedTime(last) >= PurgeInterval)
                    {
                        purgedAt = timeProvider.GetTimestamp();
                        await PurgeAsync(stoppingToken).ConfigureAwait(false);
                    }
                }
                catch (DeadLetterStoreException exception) when (!stoppingToken.IsCancellationRequested)
                {
                    Log.CountFailed(logger, exception);
                }
                catch (DeadLetterStoreException)
                {
                    return;
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
    }

    private async Task PurgeAsync(CancellationToken cancellationToken)
    {
        var before = timeProvider.GetUtcNow() - settings.SettledFor;
        if (await store.PurgeAsync(before, cancellationToken).ConfigureAwait(false) is var count and > 0)
        {
            Log.Purged(logger, count, before);
        }
    }
}
