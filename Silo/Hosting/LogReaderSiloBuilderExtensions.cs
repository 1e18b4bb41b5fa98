using Microsoft.Extensions.Options;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.InboundLog;
using OrleansFailover.Silo.AzureProviders;

namespace OrleansFailover.Silo.Hosting;

/// <summary>Reads the inbound log into streams.</summary>
internal static class LogReaderSiloBuilderExtensions
{
    /// <summary>The streams that bring events to their conversations, with the provider that section <c>LogReader</c> names.</summary>
    public static ISiloBuilder AddLogReader(this ISiloBuilder silo, IConfiguration configuration)
    {
        var section = configuration.GetSection(LogReaderOptions.Section);
        silo.Services.AddOptions<LogReaderOptions>().Bind(section).ValidateOnStart();
        silo.Services.AddSingleton<IValidateOptions<LogReaderOptions>, LogReaderOptionsValidator>();
        var reader = section.Get<LogReaderOptions>() ?? new();
        if (reader.Provider is LogReaderProvider.EventHubs)
        {
            EventHubsInboundLog.Use(silo, InboundStreamNames.Namespace, reader);
            return silo;
        }

        return silo.AddInboundLogStreams(InboundStreamNames.Namespace, configuration);
    }
}
