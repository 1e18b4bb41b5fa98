using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OrleansFailover.Telemetry;

/// <summary>Keeps the keys of conversations, which hold phone numbers, out of logs.</summary>
public static class PlainLogsServiceCollectionExtensions
{
    /// <summary>Puts pseudonyms in the place of conversations' keys in every line and exception, of every provider and category.</summary>
    public static IServiceCollection AddPlainLogs(this IServiceCollection services) => services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(provider =>
        new PlainLoggerFactory(new LoggerFactory(
            provider.GetServices<ILoggerProvider>(),
            provider.GetRequiredService<IOptionsMonitor<LoggerFilterOptions>>(),
            provider.GetRequiredService<IOptions<LoggerFactoryOptions>>(),
            provider.GetService<IExternalScopeProvider>()))));
}
