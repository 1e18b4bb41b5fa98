using Microsoft.Extensions.Options;
using OrleansFailover.WebhookGateway.Forwarding;

namespace OrleansFailover.WebhookGateway.Edge;

/// <summary>The edge's HTTP clients: probes have connections of their own, so that they never wait behind webhooks.</summary>
internal sealed class EdgeHttp(IOptions<EdgeOptions> options) : IDisposable
{
    public HttpMessageInvoker Webhooks { get; } = GatewayHttp.CreateInvoker(options.Value.ConnectTimeout);

    public HttpMessageInvoker Probes { get; } = GatewayHttp.CreateInvoker(options.Value.ProbeTimeout);

    public void Dispose()
    {
        Webhooks.Dispose();
        Probes.Dispose();
    }
}
