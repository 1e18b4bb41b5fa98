using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Simulation.Kernel;
using OrleansFailover.WebhookGateway.Spool;

namespace OrleansFailover.Simulation.Regions;

/// <summary>A gateway's way to its disk.</summary>
internal sealed class GatewaySpool(Life life, Region region) : IWebhookSpool
{
    private static readonly TimeSpan Flush = TimeSpan.FromMilliseconds(5);

    public Task StoreAsync(SpoolLaneName lane, SpoolEntry entry, CancellationToken cancellationToken)
    {
        var item = EnvelopeCodec.Decode(entry.Body.Span);
        var done = new TaskCompletionSource();
        life.Loop.After(Flush, () =>
        {
            if (life.IsAlive)
            {
                region.World.Ways.Waits(item.Id);
                region.Spool.Add(item);
                done.TrySetResult();
            }
        });
        return done.Task;
    }
}
