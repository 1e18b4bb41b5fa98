using System.Net;
using Microsoft.Extensions.Options;
using OrleansFailover.RegionalState;
using OrleansFailover.WebhookGateway.Hosting;
using OrleansFailover.WebhookGateway.Webhooks;
using OrleansFailover.WebhookGateway.Webhooks.Wasender;

namespace OrleansFailover.WebhookGateway.Forwarding;

/// <summary>Forwards over HTTP to the gateways that <see cref="RegionOptions"/> names, from the region after this one on.</summary>
internal sealed class PeerGateways(HttpMessageInvoker http, IOptions<RegionOptions> regions, ILogger<PeerGateways> logger) : IPeerGateways
{
    private readonly (string Region, Uri Gateway)[] peers = PeersOf(regions.Value);

    public async Task<string?> ForwardAsync(RequestBody body, IHeaderDictionary headers, string reason, CancellationToken cancellationToken)
    {
        foreach (var (region, gateway) in peers)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                break;
            }

            if (await TryAsync(region, gateway, body, headers, reason, cancellationToken))
            {
                return region;
            }
        }

        return null;
    }

    public async Task<bool> ForwardToAsync(string name, RequestBody body, IHeaderDictionary headers, string reason, CancellationToken cancellationToken) =>
        Array.Find(peers, peer => peer.Region == name) is { Gateway: { } gateway } && await TryAsync(name, gateway, body, headers, reason, cancellationToken);

    private async Task<bool> TryAsync(
        string region, Uri gateway, RequestBody body, IHeaderDictionary headers, string reason, CancellationToken cancellationToken)
    {
        // A session's webhook was sealed at the door, and goes in at another one than those that the channel itself signed.
        var path = WasenderSeal.IsSealed(body.Bytes.Span) ? WasenderEndpoint.SealedPath : WebhookEndpoint.Paths[0];
        try
        {
            using var span = CrossingTraces.Send(region, reason);
            using var request = Compose(new Uri(gateway, path), body, headers, reason);
            span.Carry(request);
            using var response = await http.SendAsync(request, cancellationToken);
            if (response.StatusCode == HttpStatusCode.OK)
            {
                return true;
            }

            logger.PeerRefused(region, (int)response.StatusCode);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or IOException)
        {
            // The send may still be reading the body when it is given up.
            body.Lend();
            logger.PeerUnreachable(region, exception.GetType().Name);
        }

        return false;
    }

    private static HttpRequestMessage Compose(Uri webhook, RequestBody body, IHeaderDictionary headers, string reason)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, webhook) { Content = new ReadOnlyMemoryContent(body.Bytes) };
        HeaderCopy.Copy(headers, request);
        request.Headers.TryAddWithoutValidation(FailoverHeaders.Count, "1");
        request.Headers.TryAddWithoutValidation(FailoverHeaders.Reason, reason);
        return request;
    }

    private static (string, Uri)[] PeersOf(RegionOptions options)
    {
        var all = options.All;
        var own = 0;
        while (own < all.Count && all[own].Name != options.Current)
        {
            own++;
        }

        var peers = new List<(string, Uri)>();
        for (var step = 1; step <= all.Count; step++)
        {
            var region = all[(own + step) % all.Count];
            if (region.Name != options.Current && region.Gateway is { } gateway)
            {
                peers.Add((region.Name, gateway));
            }
        }

        return [.. peers];
    }
}
