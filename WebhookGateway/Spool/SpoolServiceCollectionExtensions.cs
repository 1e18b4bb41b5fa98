using Microsoft.Extensions.Options;

namespace OrleansFailover.WebhookGateway.Spool;

internal static class SpoolServiceCollectionExtensions
{
    /// <summary>The spool and what drains it. Needs the regions' options and the webhook intake.</summary>
    public static IServiceCollection AddSpool(this IServiceCollection services)
    {
        services.AddOptions<SpoolOptions>().BindConfiguration(SpoolOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SpoolOptions>, SpoolOptionsValidator>();
        services.AddSingleton<IValidateOptions<SpoolOptions>, SpoolOptionsCrossValidator>();
        services.AddSingleton<SpoolMetrics>();
        services.AddSingleton<ISpoolDisk, SpoolDisk>();
        services.AddSingleton<WebhookSpool>();
        services.AddSingleton<IWebhookSpool>(provider => provider.GetRequiredService<WebhookSpool>());
        services.AddSingleton<SpoolDrain>();
        services.AddSingleton<IHostedService>(provider => Drainer(provider, SpoolLaneName.Webhooks));
        services.AddSingleton<IHostedService>(provider => Drainer(provider, SpoolLaneName.Letters));
        services.AddHealthChecks().AddCheck<SpoolHealthCheck>(SpoolHealthCheck.Name);
        return services;
    }

    private static SpoolDrainer Drainer(IServiceProvider provider, SpoolLaneName lane) =>
        ActivatorUtilities.CreateInstance<SpoolDrainer>(provider, provider.GetRequiredService<WebhookSpool>()[lane]);
}
