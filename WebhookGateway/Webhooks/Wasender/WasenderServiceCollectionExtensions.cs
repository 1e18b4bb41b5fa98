using OrleansFailover.Access;

namespace OrleansFailover.WebhookGateway.Webhooks.Wasender;

internal static class WasenderServiceCollectionExtensions
{
    /// <summary>The webhooks of WASenderApi. Needs the webhook intake.</summary>
    public static IServiceCollection AddWasenderWebhooks(this IServiceCollection services)
    {
        services.AddSingleton<SessionBoard>();
        services.AddSingleton<SessionWatch>();
        services.AddSingleton<WasenderMetrics>();
        services.AddSingleton<WasenderEndpoint>();
        services.AddHealthChecks().AddCheck<SessionsHealthCheck>(SessionsHealthCheck.Name);
        return services;
    }

    /// <summary><c>POST /wasender/{number}/{secret}</c> for the channel, <c>POST /wasender</c> for other gateways. The channel's client certificate is the Cloud API's alone.</summary>
    public static void MapWasenderWebhooks(this IEndpointRouteBuilder endpoints)
    {
        var endpoint = endpoints.ServiceProvider.GetRequiredService<WasenderEndpoint>();
        endpoints.MapPost(WasenderEndpoint.DoorPath, endpoint.DoorAsync).ForEverybody();
        endpoints.MapPost(WasenderEndpoint.SealedPath, endpoint.SealedAsync).ForEverybody();
    }
}
