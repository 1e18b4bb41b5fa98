using System.Globalization;
using System.Net;
using Microsoft.Extensions.Options;

namespace OrleansFailover.WebhookGateway.Edge;

/// <summary>Probes every region's <c>/health</c>, each in a loop of its own, so that one that hangs delays none of the others.</summary>
internal sealed class RegionMonitor(RegionTable regions, EdgeHttp http, IOptions<EdgeOptions> options, TimeProvider timeProvider, ILogger<RegionMonitor> logger)
    : BackgroundService
{
    private readonly EdgeOptions settings = options.Value;

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var loops = new Task[regions.Views.Count];
        for (var i = 0; i < loops.Length; i++)
        {
            loops[i] = ProbeForEverAsync(i, stoppingToken);
        }

        return Task.WhenAll(loops);
    }

    private async Task ProbeForEverAsync(int region, CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(settings.ProbeInterval, timeProvider);
        var health = new Uri(regions.Views[region].Address, "/health");
        try
        {
            do
            {
                try
                {
                    await ProbeAsync(region, health, stoppingToken);
                }
                catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
                {
                    logger.ProbeBroke(regions.Views[region].Name, exception);
                    regions.Observe(region, RegionObservation.ProbeFailed, exception.GetType().Name);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
    }

    private async Task ProbeAsync(int region, Uri health, CancellationToken stoppingToken)
    {
        using var timeout = new CancellationTokenSource(settings.ProbeTimeout, timeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, timeout.Token);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, health);
            using var response = await http.Probes.SendAsync(request, linked.Token);
            var detail = string.Create(CultureInfo.InvariantCulture, $"health {(int)response.StatusCode}");
            regions.Observe(region, response.StatusCode is HttpStatusCode.OK ? RegionObservation.ProbeSucceeded : RegionObservation.ProbeFailed, detail);

            // Read to its end, so that the connection serves the next probe too.
            await response.Content.CopyToAsync(Stream.Null, linked.Token);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            regions.Observe(region, RegionObservation.ProbeFailed, exception is HttpRequestException http ? $"no answer: {http.HttpRequestError}" : "no answer");
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            regions.Observe(region, RegionObservation.ProbeFailed, "no answer in time");
        }
    }
}
