using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansFailover.RegionalState.Standby;

namespace OrleansFailover.RegionalState.Regions;

/// <summary>The pulse of a silo: renews the region's incarnation, takes the lifecycle a step further, and sends the heartbeats.</summary>
internal sealed class HeartbeatService(
    Incarnation incarnation,
    RegionLifecycle lifecycle,
    RegionHeartbeats heartbeats,
    IHeartbeatDocuments documents,
    RegionMap regions,
    IOptions<StandbyOptions> options,
    TimeProvider time,
    ILogger<HeartbeatService> logger) : BackgroundService
{
    /// <summary>One pulse. None while it is not known which life this silo is in.</summary>
    public async Task BeatAsync(CancellationToken cancellationToken)
    {
        lifecycle.Lapse();
        if (!await incarnation.RenewAsync(cancellationToken))
        {
            return;
        }

        await lifecycle.StepAsync(cancellationToken);
        var now = time.GetUtcNow();
        var document = new HeartbeatDocument(new(incarnation.Current, now.ToUnixTimeMilliseconds(), lifecycle.Phase), now);
        var beats = heartbeats.WriteAsync(incarnation.Current, lifecycle.Phase, cancellationToken);
        await Task.WhenAll(beats, documents.WriteAsync(regions.Current, document, cancellationToken).AsTask());
        incarnation.HearOf(await beats);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.HeartbeatInterval, time);
        do
        {
            try
            {
                await BeatAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.LoopFailed(logger, "heartbeat", options.Value.HeartbeatInterval, exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
