using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OrleansFailover.BusinessNumbers.Secrets;

/// <summary>Reads the vault at its interval, and before that when a secret was refused by whom it is for.</summary>
internal sealed class VaultRefresher(
    VaultConfigurationProvider vault, IOptions<SecretSourceOptions> options, TimeProvider time, NumbersMetrics metrics, ILogger<VaultRefresher> logger)
    : BackgroundService, ISecretRefresh
{
    // Between two readings that somebody asked for: a token that is refused for good would else make every send read the vault. The reading at the interval
    // does not count, for a token may be replaced the moment after it.
    private static readonly TimeSpan LeastPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private readonly Lock starting = new();
    private Task? running;
    private long? askedAt;

    /// <summary>When the vault was read last; null: not since the start.</summary>
    public DateTimeOffset? ReadAt { get; private set; }

    /// <summary>How many readings failed since the last one that did not.</summary>
    public int Failures { get; private set; }

    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        Task reading;
        lock (starting)
        {
            if (running is { IsCompleted: false })
            {
                reading = running;
            }
            else if (askedAt is { } before && time.GetElapsedTime(before) < LeastPause)
            {
                return;
            }
            else
            {
                askedAt = time.GetTimestamp();
                reading = running = ReadAsync(CancellationToken.None);
            }
        }

        try
        {
            await reading.WaitAsync(LongestWait, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // It goes on; whoever asked goes on without it.
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.VaultInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await ReadAsync(stoppingToken);
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var changed = await vault.RefreshAsync(cancellationToken);
            (ReadAt, Failures) = (time.GetUtcNow(), 0);
            metrics.VaultRead(true);
            if (changed > 0)
            {
                logger.VaultRead(vault.Address, vault.Count, changed);
                Tell();
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Failures++;
            metrics.VaultRead(false);
            logger.VaultNotRead(vault.Address, options.Value.VaultInterval, exception);
        }
    }

    private void Tell()
    {
        try
        {
            vault.Tell();
        }
        catch (AggregateException exception)
        {
            // Values with errors are told by whoever checks them.
            if (exception.Flatten().InnerExceptions.Any(inner => inner is not OptionsValidationException))
            {
                logger.ListenerFailed(exception);
            }
        }
    }
}
