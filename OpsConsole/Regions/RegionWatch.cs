using Microsoft.Extensions.Options;
using OrleansFailover.OpsConsole.Charts;
using OrleansFailover.OpsConsole.Http;
using OrleansFailover.OpsConsole.Options;
using OrleansFailover.Telemetry.Totals;

namespace OrleansFailover.OpsConsole.Regions;

/// <summary>Looks at every region and at the edge, each in a loop of its own, so that one that is gone delays none of the others.</summary>
internal sealed class RegionWatch(
    HostHttp http, RegionBoard board, MetricsBoard metrics, IOptions<ConsoleOptions> options, TimeProvider time, ILogger<RegionWatch> logger) : BackgroundService
{
    private readonly ConsoleOptions settings = options.Value;

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        List<Task> loops = [.. settings.Regions.Select(region => LookForEverAsync(region.Name, token => LookAsync(region, token), stoppingToken))];
        if (settings.Edge is { } edge)
        {
            loops.Add(LookForEverAsync("edge", token => LookAtEdgeAsync(edge, token), stoppingToken));
        }

        return Task.WhenAll(loops);
    }

    private async Task LookForEverAsync(string what, Func<CancellationToken, Task> look, CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(settings.LookInterval, time);
        try
        {
            do
            {
                try
                {
                    await look(stoppingToken);
                }
                catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
                {
                    Log.LookFailed(logger, what, exception);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
    }

    private async Task LookAsync(ConsoleRegionOptions region, CancellationToken cancellationToken)
    {
        var (gateway, silo) = (GetAsync(region.Gateway!, "/health", false, cancellationToken), GetAsync(region.Silo!, "/health", false, cancellationToken));
        var totals = (GetAsync(region.Gateway!, "/admin/metrics", true, cancellationToken), GetAsync(region.Silo!, "/admin/metrics", true, cancellationToken));
        board.Saw(region.Name, HostReading.Of(await gateway), HostReading.Of(await silo));
        metrics.Add(region.Name, Read(await totals.Item1), Read(await totals.Item2));
    }

    private async Task LookAtEdgeAsync(Uri edge, CancellationToken cancellationToken) =>
        board.SawEdge((await GetAsync(edge, "/health", false, cancellationToken))?.Read(HostJson.Default.EdgeAnswer));

    private Task<HostResponse?> GetAsync(Uri host, string path, bool withToken, CancellationToken cancellationToken) =>
        http.SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(host, path)), withToken, settings.LookTimeout, cancellationToken);

    private static MetricsSnapshot? Read(HostResponse? response) =>
        response is { IsSuccess: true } ? response.Read(MetricsJsonContext.Default.MetricsSnapshot) : null;
}
