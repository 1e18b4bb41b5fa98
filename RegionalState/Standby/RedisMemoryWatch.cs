using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OrleansFailover.RegionalState.Standby;

/// <summary>Measures how much memory this region's Redis uses, every <see cref="StandbyOptions.JanitorInterval"/>.</summary>
internal sealed class RedisMemoryWatch(
    RedisConnections connections, StandbyMetrics metrics, IOptions<StandbyOptions> options, TimeProvider time, ILogger<RedisMemoryWatch> logger) : BackgroundService
{
    /// <summary>Measures once.</summary>
    public async Task LookAsync(CancellationToken cancellationToken) =>
        metrics.MemorySeen((await connections.Own.TryAsync(RedisMemory.UsedAsync, cancellationToken)).Value);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.JanitorInterval, time);
        do
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.WalkFailed(logger, "memory of the Redis", options.Value.JanitorInterval, exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
