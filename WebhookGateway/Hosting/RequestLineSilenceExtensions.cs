using Microsoft.Extensions.Options;

namespace OrleansFailover.WebhookGateway.Hosting;

internal static class RequestLineSilenceExtensions
{
    public static IServiceCollection SilenceRequestLines(this IServiceCollection services) =>
        services.AddSingleton<IPostConfigureOptions<LoggerFilterOptions>, RequestLineSilence>();
}
