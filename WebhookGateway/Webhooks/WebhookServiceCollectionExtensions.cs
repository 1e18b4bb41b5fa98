using Microsoft.Extensions.Options;
using OrleansFailover.WebhookGateway.Webhooks.Ladder;
using OrleansFailover.WebhookGateway.Webhooks.Signatures;

namespace OrleansFailover.WebhookGateway.Webhooks;

internal static class WebhookServiceCollectionExtensions
{
    /// <summary>The signature of webhooks and the token of their verification.</summary>
    public static IServiceCollection AddWebhookVerification(this IServiceCollection services)
    {
        services.AddOptions<WebhookOptions>().BindConfiguration(WebhookOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<WebhookOptions>, WebhookOptionsValidator>();
        services.AddSingleton<IValidateOptions<WebhookOptions>, WebhookOptionsCrossValidator>();
        services.AddSingleton<SignatureVerifier>();
        services.AddSingleton<VerifyTokens>();
        services.AddSingleton<VerificationEndpoint>();
        services.AddSingleton<WebhookMetrics>();
        return services;
    }

    /// <summary>
    /// The way of a signed webhook. Needs an inbound log, pending copies, forwarding, dead letters, a spool, an <see cref="IRegionPhase"/>, and the
    /// regions' options.
    /// </summary>
    public static IServiceCollection AddWebhookIntake(this IServiceCollection services)
    {
        services.AddSingleton<EventAppender>();
        services.AddSingleton<LogCircuit>();
        services.AddHealthChecks().AddCheck<LogCircuitHealthCheck>(LogCircuitHealthCheck.Name);
        services.AddSingleton<FailoverLadder>();
        services.AddSingleton<WebhookIntake>();
        services.AddSingleton<WebhookEndpoint>();
        return services;
    }

    /// <summary><c>GET</c> and <c>POST /webhook</c>.</summary>
    public static void MapWebhook(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/webhook", endpoints.ServiceProvider.GetRequiredService<VerificationEndpoint>().HandleAsync);
        endpoints.MapPost("/webhook", endpoints.ServiceProvider.GetRequiredService<WebhookEndpoint>().HandleAsync);
    }
}
