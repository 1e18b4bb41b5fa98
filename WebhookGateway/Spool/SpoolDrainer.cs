using Microsoft.Extensions.Options;

namespace OrleansFailover.WebhookGateway.Spool;

/// <summary>Drains one lane, in order, one webhook at a time, for as long as the process lives. A webhook that nothing takes yet holds back those behind it.</summary>
internal sealed class SpoolDrainer(
    SpoolLane lane, SpoolDrain drain, IOptions<SpoolOptions> options, TimeProvider timeProvider, SpoolMetrics metrics, ILogger<SpoolDrainer> logger)
    : BackgroundService
{
    private readonly SpoolOptions settings = options.Value;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.WithoutDrain)
        {
            return;
        }

        var pause = settings.RetryAfter;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await DrainAsync(() => pause = settings.RetryAfter, stoppingToken);
                lane.Checkpoint();
                metrics.DrainFailed(lane.Name);
                logger.DrainWaits(lane.Name, pause);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception exception)
            {
                metrics.DrainFailed(lane.Name);
                logger.DrainFailed(lane.Name, pause, exception);
            }

            await Task.Delay(pause, timeProvider, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < settings.RetryAfterMax ? pause * 2 : settings.RetryAfterMax;
        }
    }

    /// <summary>Returns when the next webhook could not be sent on.</summary>
    private async Task DrainAsync(Action sent, CancellationToken stoppingToken)
    {
        var any = false;
        while (true)
        {
            stoppingToken.ThrowIfCancellationRequested();
            if (lane.TryRead() is not { } next)
            {
                lane.Checkpoint();
                if (any)
                {
                    logger.Drained(lane.Name);
                    any = false;
                }

                await lane.WaitForMoreAsync(stoppingToken);
                continue;
            }

            if (!await drain.TrySendAsync(lane.Name, next.Entry))
            {
                return;
            }

            lane.Advance(next);
            any = true;
            sent();
        }
    }
}
