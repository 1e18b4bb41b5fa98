using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using OrleansFailover.Access;
using OrleansFailover.WebhookGateway.Hosting;
using OrleansFailover.WebhookGateway.Webhooks;

namespace OrleansFailover.WebhookGateway.Health;

internal static class HealthServiceCollectionExtensions
{
    /// <summary>The answer to health probes, over every health check that is registered.</summary>
    public static IServiceCollection AddRegionHealth(this IServiceCollection services)
    {
        services.AddOptions<HealthOptions>().BindConfiguration(HealthOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<HealthOptions>, HealthOptionsValidator>();
        services.AddHealthChecks();
        services.AddOptions<HealthCheckServiceOptions>().PostConfigure<IOptions<HealthOptions>>((checks, health) =>
        {
            foreach (var registration in checks.Registrations)
            {
                if (registration.Timeout == Timeout.InfiniteTimeSpan || registration.Timeout > health.Value.Timeout)
                {
                    registration.Timeout = health.Value.Timeout;
                }
            }
        });
        services.AddSingleton<RegionHealthReporter>();
        return services;
    }

    /// <summary>The region's phase, followed through the health check <c>region</c>.</summary>
    public static IServiceCollection AddRegionPhase(this IServiceCollection services)
    {
        services.AddSingleton<RegionPhaseMonitor>();
        services.AddSingleton<IRegionPhase>(provider => provider.GetRequiredService<RegionPhaseMonitor>());
        services.AddHostedService(provider => provider.GetRequiredService<RegionPhaseMonitor>());
        return services;
    }

    /// <summary>
    /// <c>GET /health</c>: can the region take webhooks; 200 or 503. <c>/health/live</c>: the process answers. <c>/health/ready</c>: it has
    /// started and is not stopping; a gateway whose region is unhealthy stays ready, for it still forwards.
    /// </summary>
    public static void MapRegionHealth(this IEndpointRouteBuilder endpoints)
    {
        var reporter = endpoints.ServiceProvider.GetRequiredService<RegionHealthReporter>();
        endpoints.MapGet("/health", async context =>
        {
            var answer = await reporter.ReportAsync().WaitAsync(context.RequestAborted);
            context.Response.StatusCode = answer.IsHealthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.CacheControl = "no-store";
            await context.Response.WriteAsJsonAsync(answer, HealthJsonContext.Default.HealthAnswer, cancellationToken: context.RequestAborted);
        }).ForEverybody();
        endpoints.MapLiveness();
    }

    /// <summary><c>/health/live</c> and <c>/health/ready</c>.</summary>
    public static void MapLiveness(this IEndpointRouteBuilder endpoints)
    {
        var lifetime = endpoints.ServiceProvider.GetRequiredService<IHostApplicationLifetime>();
        var stop = endpoints.ServiceProvider.GetRequiredService<GatewayStop>();
        endpoints.MapGet("/health/live", context => context.Response.WriteAsync("live", context.RequestAborted)).ForEverybody();
        endpoints.MapGet("/health/ready", context =>
        {
            var ready = lifetime.ApplicationStarted.IsCancellationRequested && !stop.IsStopping;
            context.Response.StatusCode = ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
            return context.Response.WriteAsync(ready ? "ready" : "not ready", context.RequestAborted);
        }).ForEverybody();
    }
}
