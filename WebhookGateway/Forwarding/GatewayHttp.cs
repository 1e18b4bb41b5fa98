using System.Net;

namespace OrleansFailover.WebhookGateway.Forwarding;

/// <summary>The HTTP client between gateways.</summary>
internal static class GatewayHttp
{
    /// <summary>No redirects, cookies, decompression or proxies: what comes in goes on as it is. The caller's token bounds each send.</summary>
    public static HttpMessageInvoker CreateInvoker(TimeSpan connectTimeout) => new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = connectTimeout,

            // A region's address may come to mean another machine; a connection that is kept for ever would never learn it.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
            ActivityHeadersPropagator = null,
        },
        disposeHandler: true);
}
