using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OrleansFailover.DeadLetters.Replay;

/// <summary>Replays the letters of an outage once the region is healthy: in order, at a bounded rate, with growing pauses while it does not work.</summary>
internal sealed class AutoReplay(
    DeadLetterReplayer replayer, IReplayTarget target, IOptions<DeadLetterOptions> options, TimeProvider timeProvider, ILogger<AutoReplay> logger)
    : BackgroundService
{
    /// <summary>After so many failures of one letter the ones behind it go first: it may be the letter and not the log.</summary>
    internal const int PassOverAfter = 5;

    private static readonly DeadLetterFilter Outage = new() { Reasons = [.. DeadLetterReason.Outage] };

    private readonly DeadLetterOptions settings = options.Value;
    private string? failedAt;
    private int failures;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!settings.AutoReplay)
        {
            return;
        }

        var delay = settings.AutoReplayInterval;
        while (true)
        {
            try
            {
                await Task.Delay(delay, timeProvider, stoppingToken).ConfigureAwait(false);
                delay = await LookAsync(stoppingToken).ConfigureAwait(false) ? settings.AutoReplayInterval : Longer(delay, null);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Whatever it was: letters must not wait for the next start.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                if (stoppingToken.IsCancellationRequested)
                {
                    return;
                }

                delay = Longer(delay, exception);
            }
        }
    }

    /// <returns>False when letters are left that the log did not take.</returns>
    private async Task<bool> LookAsync(CancellationToken cancellationToken)
    {
        string? after = null;
        var replayed = 0;
        var complete = true;
        do
        {
            // Asked before every second's share: a region that fails again is left alone.
            if (!await target.IsHealthyAsync(cancellationToken).ConfigureAwait(false))
            {
                break;
            }

            var result = await replayer.ReplayAsync(Outage, after, settings.AutoReplayPerSecond, cancellationToken).ConfigureAwait(false);
            replayed += result.Replayed;
            after = result.Next;
            if (result.FailedAt is { } letter)
            {
                complete = false;
                if (!PassesOver(letter))
                {
                    break;
                }

                // At once: a log that recovers between the two would take the later letter first.
                after = letter;
                continue;
            }

            if (after is not null)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), timeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
        while (after is not null);

        if (replayed > 0)
        {
            Log.Drained(logger, replayed);
        }

        return complete;
    }

    private bool PassesOver(string letter)
    {
        failures = letter == failedAt ? failures + 1 : 1;
        failedAt = letter;
        if (failures < PassOverAfter)
        {
            return false;
        }

        Log.PassedOver(logger, letter, failures);
        return true;
    }

    private TimeSpan Longer(TimeSpan delay, Exception? exception)
    {
        var longer = delay * 2 < settings.AutoReplayMaxBackoff ? delay * 2 : settings.AutoReplayMaxBackoff;
        Log.DrainFailed(logger, longer, exception);
        return longer;
    }
}
