using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Simulation.Kernel;
using OrleansFailover.WebhookGateway.Webhooks;

namespace OrleansFailover.Simulation.Regions;

/// <summary>The dead letters of all regions, and somebody who replays them in the order of their acks whenever their region is healthy.</summary>
internal sealed class DeadLetterBox(EventLoop loop, Ways ways, TimeSpan interval)
{
    private readonly List<(Region Region, InboundEvent Event, DateTimeOffset Time)> letters = [];
    private bool isReplaying;

    /// <summary>How many wait.</summary>
    public int Count => letters.Count;

    public void Keep(Region region, InboundEvent item, DateTimeOffset time)
    {
        ways.Waits(item.Id);
        letters.Add((region, item, time));
        if (letters.Count == 1)
        {
            loop.After(interval, Look);
        }
    }

    private void Look()
    {
        if (letters.Count == 0)
        {
            return;
        }

        if (!isReplaying)
        {
            ReplayNext();
        }

        loop.After(interval, Look);
    }

    private void ReplayNext()
    {
        var next = letters.OrderBy(letter => letter.Time).FirstOrDefault(letter => letter.Region is { IsUp: true, IsLogUp: true, Gateway.IsActive: true });
        if (next.Event is null)
        {
            isReplaying = false;
            return;
        }

        isReplaying = true;
        var gateway = next.Region.Gateway!;
        gateway.Life.WhenEnded(() => isReplaying = false);
        gateway.Take(next.Event, default, WebhookOrigin.Channel, taken =>
        {
            if (taken)
            {
                letters.Remove(next);
                ReplayNext();
            }
            else
            {
                isReplaying = false;
            }
        });
    }
}
