using Microsoft.Extensions.Options;
using OrleansFailover.Access;
using OrleansFailover.BusinessNumbers;
using OrleansFailover.WebhookGateway.ClientCertificates;
using OrleansFailover.WebhookGateway.Webhooks.Ladder;
using OrleansFailover.WebhookGateway.Webhooks.Restricted;

namespace OrleansFailover.WebhookGateway.Webhooks;

internal static class WebhookServiceCollectionExtensions
{
    /// <summary>The business numbers with their apps: the signature of webhooks and the token of their verification.</summary>
    public static IServiceCollection AddWebhookVerification(this IServiceCollection services)
    {
        services.AddBusinessNumbers(NumberUse.Webhooks);
        services.AddOptions<WebhookOptions>().BindConfiguration(WebhookOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<WebhookOptions>, WebhookOptionsValidator>();
        services.AddSingleton<IValidateOptions<WebhookOptions>, WebhookOptionsCrossValidator>();
        services.AddSingleton<VerificationEndpoint>();
        services.AddSingleton<WebhookMetrics>();
        return services;
    }

    /// <summary>
    /// The way of a signed webhook. Needs an inbound log, pending copies, forwarding, dead letters, a spool, an <see cref="IRegionPhase"/>, the regions,
    /// what knows restricted senders, and the failover events.
    /// </summary>
    public static IServiceCollection AddWebhookIntake(this IServiceCollection services)
    {
        services.AddSingleton<EventAppender>();
        services.AddSingleton<LogCircuit>();
        services.AddHealthChecks().AddCheck<LogCircuitHealthCheck>(LogCircuitHealthCheck.Name);
        services.AddSingleton<RoutingReports>();
        services.AddSingleton<FailoverLadder>();
        services.AddSingleton<HomeKeys>();
        services.AddSingleton<RestrictedSenders>();
        services.AddSingleton<HomeHandover>();
        services.AddSingleton<WebhookIntake>();
        services.AddSingleton<WebhookEndpoint>();
        return services;
    }

    /// <summary><c>GET</c> and <c>POST /webhook</c>, and the same for one app alone: <c>/webhook/{app}</c>.</summary>
    public static void MapWebhook(this IEndpointRouteBuilder endpoints)
    {
        var verification = endpoints.ServiceProvider.GetRequiredService<VerificationEndpoint>();
        var certificates = endpoints.ServiceProvider.GetRequiredService<ClientCertificateGate>();
        var webhook = certificates.Guard(endpoints.ServiceProvider.GetRequiredService<WebhookEndpoint>().HandleAsync);
        foreach (var path in WebhookEndpoint.Paths)
        {
            endpoints.MapGet(path, verification.HandleAsync).ForEverybody();
            endpoints.MapPost(path, webhook).ForEverybody();
        }
    }
}
