using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.RegionalState.Standby;

namespace OrleansFailover.RegionalState.Regions;

/// <summary>Looks at the peers' heartbeats and keeps what they tell. A decision is made right after a look, never from an old one.</summary>
internal sealed class PeerMonitor : BackgroundService, IPeerHealth
{
    private readonly RegionMap regions;
    private readonly RegionHeartbeats heartbeats;
    private readonly IHeartbeatDocuments documents;
    private readonly StandbyOptions options;
    private readonly TimeProvider time;
    private readonly StandbyMetrics metrics;
    private readonly ILogger<PeerMonitor> logger;
    private readonly ConcurrentDictionary<RegionId, PeerView> views = new();
    private readonly long started;
    private readonly DateTimeOffset startedAt;
    private TimeSpan lastLook;

    public PeerMonitor(
        RegionMap regions,
        RegionHeartbeats heartbeats,
        IHeartbeatDocuments documents,
        IOptions<StandbyOptions> options,
        TimeProvider time,
        StandbyMetrics metrics,
        ILogger<PeerMonitor> logger)
    {
        (this.regions, this.heartbeats, this.documents, this.options) = (regions, heartbeats, documents, options.Value);
        (this.time, this.metrics, this.logger) = (time, metrics, logger);
        started = time.GetTimestamp();
        startedAt = time.GetUtcNow();
        foreach (var peer in regions.Peers)
        {
            views[peer] = new(HeartbeatTrack.StartingAt(TimeSpan.Zero), HeartbeatTrack.StartingAt(TimeSpan.Zero), PeerHealth.Inconclusive);
        }
    }

    public PeerHealth Of(RegionId region) =>
        region == regions.Current ? PeerHealth.Healthy : views.TryGetValue(region, out var view) ? view.Health : PeerHealth.Inconclusive;

    public long? NewestIncarnationOf(RegionId region) => views.TryGetValue(region, out var view) ? view.NewestIncarnation : null;

    public bool IsRecovering(RegionId region) =>
        views.TryGetValue(region, out var view) && view is { Health: PeerHealth.Healthy, Newest.Phase: RegionPhase.Recovering };

    public DateTimeOffset? SilentSince(RegionId region) =>
        views.TryGetValue(region, out var view) && view.HeardAt is var heard && Now - heard >= 2 * options.HeartbeatInterval ? startedAt + heard : null;

    /// <summary>The newest heartbeat of a peer that Redis showed, or null.</summary>
    public Heartbeat? NewestHeartbeatOf(RegionId region) => views.TryGetValue(region, out var view) ? view.Newest : null;

    /// <summary>Looks once at every peer.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        // A look that comes so late means that this process stood still; what it missed was not stale for that long.
        var stoodStill = Now - lastLook >= options.StaleAfter + options.HeartbeatInterval;
        await Task.WhenAll(regions.Peers.Select(peer => LookAtAsync(peer, stoodStill, cancellationToken)));
        lastLook = Now;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        lastLook = Now;
        using var timer = new PeriodicTimer(options.HeartbeatInterval, time);
        do
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.LoopFailed(logger, "peer monitor", options.HeartbeatInterval, exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private TimeSpan Now => time.GetElapsedTime(started);

    private async Task LookAtAsync(RegionId peer, bool stoodStill, CancellationToken cancellationToken)
    {
        var redis = heartbeats.ReadAsync(peer, cancellationToken).AsTask();
        var store = documents.ReadAsync(peer, cancellationToken).AsTask();
        await Task.WhenAll(redis, store);
        var (before, document) = (views[peer], await store);
        if (document is not null && document.Heartbeat != before.Store.Last)
        {
            metrics.ReplicationLagSeen(peer, time.GetUtcNow() - document.WrittenAt);
        }

        var after = before.Look(await redis, document?.Heartbeat, stoodStill, Now, options);
        views[peer] = after;
        if (after.Health != before.Health)
        {
            Log.PeerHealthChanged(logger, peer, after.Health, before.Health);
        }
    }
}
