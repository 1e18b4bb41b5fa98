using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using OrleansFailover.WebhookGateway.Webhooks;

namespace OrleansFailover.WebhookGateway.Health;

/// <summary>
/// Follows the health check <c>region</c>, so that each webhook can ask for the phase without waiting. Healthy is active and unhealthy is
/// not; while the check itself cannot tell, the phase stays what it was.
/// </summary>
internal sealed class RegionPhaseMonitor(
    HealthCheckService checks, IOptions<HealthOptions> options, TimeProvider timeProvider, ILogger<RegionPhaseMonitor> logger)
    : BackgroundService, IRegionPhase
{
    private const string CheckName = "region";

    private readonly HealthOptions settings = options.Value;
    private volatile bool isActive;

    public bool IsActive => isActive;

    // The first look comes before the listener opens: a gateway that just started does not turn its first webhooks away.
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await LookAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(settings.PhaseInterval, timeProvider);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await LookAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(settings.Timeout, timeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            var report = await checks.CheckHealthAsync(check => check.Name == CheckName, linked.Token).WaitAsync(linked.Token);
            if (report.Entries.TryGetValue(CheckName, out var region) && region.Status is not HealthStatus.Degraded)
            {
                var active = region.Status is HealthStatus.Healthy;
                if (active != isActive)
                {
                    isActive = active;
                    logger.PhaseChanged(active, region.Description);
                }
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            logger.PhaseUnknown(exception);
        }
    }
}
