using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using OrleansFailover.BusinessNumbers;
using OrleansFailover.BusinessNumbers.Settings;
using OrleansFailover.Grains.Interfaces.Regional;

namespace OrleansFailover.Silo.Channels.Wasender;

/// <summary>Registers the sender for WASenderApi.</summary>
public static class WasenderServiceCollectionExtensions
{
    private const int MaxResponseBytes = 64 * 1024;

    /// <summary>Adds the channel <c>wasender</c> with the options of section <c>WhatsApp:Wasender</c>. Needs the business numbers and <see cref="ThisRegion"/>.</summary>
    public static IServiceCollection AddWasenderReplySender(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WasenderOptions>().Bind(configuration.GetSection(WasenderOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<WasenderOptions>, WasenderOptionsValidator>();
        services.AddSingleton<IValidateOptions<WasenderOptions>, WasenderOptionsRules>();
        services.AddBusinessNumbers(NumberUse.Sending, configuration);
        services.AddChannelSender<WasenderReplySender>(ChannelNames.Wasender);
        services.AddHttpClient(WasenderReplySender.ClientName, (provider, client) =>
            {
                client.Timeout = Timeout.InfiniteTimeSpan;
                client.MaxResponseContentBufferSize = MaxResponseBytes;
                client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
                client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("orleans-failover", "1.0"));
                client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue($"({provider.GetRequiredService<ThisRegion>().Id.Name})"));
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .UseSocketsHttpHandler((handler, _) =>
            {
                handler.AllowAutoRedirect = false;
                handler.UseCookies = false;
                handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
                handler.PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30);
            })
            .RemoveAllLoggers();
        return services;
    }
}
