using Microsoft.Extensions.Options;
using OrleansFailover.Access;
using OrleansFailover.InboundLog;
using OrleansFailover.InboundLog.FailoverEvents;
using OrleansFailover.WebhookGateway.ClientCertificates;
using OrleansFailover.WebhookGateway.Health;
using OrleansFailover.WebhookGateway.Webhooks;
using OrleansFailover.WebhookGateway.Webhooks.Wasender;

namespace OrleansFailover.WebhookGateway.Edge;

internal static class EdgeServiceCollectionExtensions
{
    /// <summary>The health of the regions.</summary>
    public static IServiceCollection AddRegionMonitoring(this IServiceCollection services)
    {
        services.AddOptions<EdgeOptions>().BindConfiguration(EdgeOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<EdgeOptions>, EdgeOptionsValidator>();
        services.AddSingleton<IValidateOptions<EdgeOptions>, EdgeOptionsCrossValidator>();
        services.AddSingleton<EdgeMetrics>();
        services.AddSingleton<RegionIncidents>();
        services.AddSingleton<EdgeHttp>();
        services.AddSingleton<RegionTable>();
        services.AddHostedService<RegionMonitor>();
        return services;
    }

    /// <summary>The failover events, with the topics of the regions' logs. Needs <see cref="AddRegionMonitoring"/>.</summary>
    public static IServiceCollection AddEdgeFailoverEvents(this IServiceCollection services, IConfiguration configuration) => services.AddFailoverEvents(
        configuration, static provider => [.. provider.GetRequiredService<IOptions<EdgeOptions>>().Value.Regions.Select(region => region.InboundLog).OfType<InboundLogOptions>()]);

    /// <summary>The way of webhooks to a region. Needs <see cref="AddRegionMonitoring"/> and the failover events.</summary>
    public static IServiceCollection AddEdgeRouting(this IServiceCollection services)
    {
        services.AddSingleton<EdgeReports>();
        services.AddSingleton<RegionSender>();
        services.AddSingleton<EdgeEndpoint>();
        return services;
    }

    /// <summary><c>/webhook</c> and <c>/webhook/{app}</c>, <c>/health</c> (200 while a region is healthy), and liveness. All of it is for everybody.</summary>
    public static void MapEdge(this IEndpointRouteBuilder endpoints)
    {
        var webhook = endpoints.ServiceProvider.GetRequiredService<EdgeEndpoint>();
        var regions = endpoints.ServiceProvider.GetRequiredService<RegionTable>();
        var certificates = endpoints.ServiceProvider.GetRequiredService<ClientCertificateGate>();
        foreach (var path in WebhookEndpoint.Paths)
        {
            endpoints.MapGet(path, webhook.HandleAsync).ForEverybody();
            endpoints.MapPost(path, certificates.Guard(webhook.HandleAsync)).ForEverybody();
        }

        endpoints.MapPost(WasenderEndpoint.DoorPath, webhook.HandleAsync).ForEverybody();
        endpoints.MapGet("/health", context =>
        {
            var status = EdgeStatus.Of(regions.Views);
            return WriteAsync(context, status, status.IsHealthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        }).ForEverybody();
        endpoints.MapLiveness();
    }

    private static Task WriteAsync(HttpContext context, EdgeStatus status, int statusCode)
    {
        context.Response.StatusCode = statusCode;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsJsonAsync(status, EdgeJsonContext.Default.EdgeStatus, cancellationToken: context.RequestAborted);
    }
}
