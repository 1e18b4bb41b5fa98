using System.Net.Http.Headers;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OrleansFailover.BusinessNumbers;
using OrleansFailover.BusinessNumbers.Settings;
using OrleansFailover.Grains.Interfaces.Outbound;
using OrleansFailover.Grains.Interfaces.Regional;
using Polly;

namespace OrleansFailover.Silo.Channels.CloudApi;

/// <summary>Registers the sender for the WhatsApp Cloud API.</summary>
public static class CloudApiServiceCollectionExtensions
{
    // An answer of the channel has a few hundred bytes.
    private const int MaxResponseBytes = 64 * 1024;

    /// <summary>Adds <see cref="IReplySender"/> with the options of section <c>WhatsApp:CloudApi</c>. Needs <see cref="ThisRegion"/>, which names the region to the channel.</summary>
    public static IServiceCollection AddCloudApiReplySender(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CloudApiOptions>().Bind(configuration.GetSection(CloudApiOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<CloudApiOptions>, CloudApiOptionsValidator>();
        services.AddSingleton<IValidateOptions<CloudApiOptions>, CloudApiOptionsRules>();
        services.AddBusinessNumbers(NumberUse.Sending, configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton<CloudApiMetrics>();
        services.AddSingleton<CloudApiLanes>();
        services.AddSingleton<ReadReceipts>();
        services.AddResiliencePipeline<string, Attempt>(SendPipeline.Name, (builder, context) => SendPipeline.Build(builder, context.ServiceProvider));
        services.AddHttpClient(CloudApiReplySender.ClientName, Configure)
            // The handler recycles its own connections; a factory that replaces it would drop warm ones.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .UseSocketsHttpHandler((handler, _) =>
            {
                handler.AllowAutoRedirect = false;
                handler.UseCookies = false;
                handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
                // A connection that the channel may be about to close is a reply in doubt.
                handler.PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30);
            })
            .AddHttpMessageHandler(provider => ActivatorUtilities.CreateInstance<AccessTokenHandler>(provider))
            // They would log the address, which names the business number, for every reply.
            .RemoveAllLoggers();
        services.AddChannelSender<CloudApiReplySender>(ChannelNames.WhatsApp);
        services.AddHostedService<CredentialProbe>();
        return services;
    }

    private static void Configure(IServiceProvider services, HttpClient client)
    {
        // The pipeline has the timeouts.
        client.Timeout = Timeout.InfiniteTimeSpan;
        client.MaxResponseContentBufferSize = MaxResponseBytes;
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("orleans-failover", Version()));
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue($"({services.GetRequiredService<ThisRegion>().Id.Name})"));
    }

    private static string Version() =>
        typeof(CloudApiReplySender).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
}
