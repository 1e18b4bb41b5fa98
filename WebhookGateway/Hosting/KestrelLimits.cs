using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace OrleansFailover.WebhookGateway.Hosting;

/// <summary>Puts the limits of <see cref="GatewayOptions"/> on the listener. The body limit is per endpoint, see <see cref="RequestBody"/>.</summary>
internal sealed class KestrelLimits(IOptions<GatewayOptions> options) : IConfigureOptions<KestrelServerOptions>
{
    private static readonly TimeSpan BodyGrace = TimeSpan.FromSeconds(5);

    public void Configure(KestrelServerOptions kestrel)
    {
        var gateway = options.Value;
        kestrel.AddServerHeader = false;

        // The endpoints count the bytes themselves, so that a body that is too large gets its 413 also behind a test server or another host.
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.MaxConcurrentConnections = gateway.MaxConnections;
        kestrel.Limits.MaxRequestHeadersTotalSize = gateway.MaxRequestHeaderBytes;
        kestrel.Limits.RequestHeadersTimeout = gateway.RequestHeadersTimeout;
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(gateway.MinBodyBytesPerSecond, BodyGrace);
    }
}
