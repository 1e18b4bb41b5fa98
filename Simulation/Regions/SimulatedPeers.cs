using Microsoft.AspNetCore.Http;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Simulation.Network;
using OrleansFailover.WebhookGateway.Forwarding;
using OrleansFailover.WebhookGateway.Hosting;
using OrleansFailover.WebhookGateway.Webhooks;

namespace OrleansFailover.Simulation.Regions;

/// <summary>The other regions' gateways, as one gateway reaches them.</summary>
internal sealed class SimulatedPeers(Gateway sender, Region region) : IPeerGateways
{
    public async Task<string?> ForwardAsync(RequestBody body, IHeaderDictionary headers, string reason, CancellationToken cancellationToken)
    {
        foreach (var peer in region.World.Regions.Where(other => other != region))
        {
            if (await ForwardToAsync(peer.Id.Name, body, headers, reason, cancellationToken))
            {
                return peer.Id.Name;
            }
        }

        return null;
    }

    public async Task<bool> ForwardToAsync(string name, RequestBody body, IHeaderDictionary headers, string reason, CancellationToken cancellationToken)
    {
        var item = EnvelopeCodec.Decode(body.Bytes.Span);
        var crossing = new Crossing(FailoverHeaders.Read(headers).Count + 1, reason == FailoverReason.PrimaryUnreachable);
        var answer = new TaskCompletionSource<bool>();
        Post(region.World.Regions.First(other => other.Id.Name == name), item, crossing, answer);
        using var cancelled = cancellationToken.Register(() => answer.TrySetResult(false));
        return await answer.Task;
    }

    private void Post(Region peer, InboundEvent item, Crossing crossing, TaskCompletionSource<bool> answer)
    {
        var (loop, network) = (sender.Life.Loop, region.World.Network);
        loop.After(network.Latency(region, peer), () =>
        {
            var reach = network.ReachOf(region, peer, () => peer.Gateway is null ? Reach.Refused : Reach.Open);
            if (reach == Reach.Refused)
            {
                answer.TrySetResult(false);
            }
            else if (reach == Reach.Open)
            {
                peer.Gateway!.Take(item, crossing, WebhookOrigin.Channel, taken => loop.After(network.Latency(peer, region), () =>
                {
                    if (network.ReachOf(peer, region, () => Reach.Open) == Reach.Open)
                    {
                        answer.TrySetResult(taken);
                    }
                }));
                peer.Gateway.Life.WhenEnded(() => answer.TrySetResult(false));
            }
        });
    }
}
