using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using OrleansFailover.RegionalState;
using OrleansFailover.WebhookGateway.Hosting;

namespace OrleansFailover.WebhookGateway.Health;

/// <summary>
/// Asks every registered health check, once for all probes that come at about the same time, and never longer than the bound. Only a region
/// whose required parts are all healthy is healthy: a part that is missing or late is not.
/// </summary>
internal sealed class RegionHealthReporter(
    HealthCheckService checks,
    IOptions<HealthOptions> options,
    IOptions<RegionOptions> regions,
    GatewayStop stop,
    TimeProvider timeProvider,
    ILogger<RegionHealthReporter> logger)
{
    private readonly HealthOptions settings = options.Value;
    private readonly Lock starting = new();
    private Task<HealthAnswer>? latest;
    private long latestAt;

    public Task<HealthAnswer> ReportAsync()
    {
        lock (starting)
        {
            if (latest is null || (latest.IsCompleted && timeProvider.GetElapsedTime(latestAt) >= settings.CacheFor))
            {
                latestAt = timeProvider.GetTimestamp();
                latest = Task.Run(CheckAsync);
            }

            return latest;
        }
    }

    private async Task<HealthAnswer> CheckAsync()
    {
        var parts = new SortedDictionary<string, HealthPart>(StringComparer.Ordinal);
        try
        {
            // Each check has this bound too (see AddRegionHealth), so that usually the late one alone is told as late. This is for a check that
            // does not listen to its token.
            using var deadline = new CancellationTokenSource(settings.Timeout * 1.1, timeProvider);
            var report = await checks.CheckHealthAsync(deadline.Token).WaitAsync(deadline.Token);
            foreach (var (name, entry) in report.Entries)
            {
                parts[name] = new HealthPart(entry.Status.ToString(), entry.Description);
            }
        }
        catch (Exception exception)
        {
            logger.HealthUnknown(settings.Timeout, exception);
            parts["checks"] = new HealthPart(HealthPart.Unhealthy, $"no answer within {settings.Timeout}");
        }

        // Told while there is still time for the edge to look elsewhere.
        var stopping = stop.IsStopping;
        parts["gateway"] = stopping ? new HealthPart(HealthPart.Unhealthy, "stopping") : new HealthPart(HealthPart.Healthy, "running");
        var healthy = !stopping;
        foreach (var required in settings.Required.Count > 0 ? settings.Required : HealthOptions.DefaultRequired)
        {
            parts.TryAdd(required, new HealthPart(HealthPart.Unhealthy, "no such check answered"));
            healthy &= parts[required].Status == HealthPart.Healthy;
        }

        return new HealthAnswer(healthy ? HealthPart.Healthy : HealthPart.Unhealthy, regions.Value.Current, parts);
    }
}
