using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Simulation.Kernel;
using OrleansFailover.Simulation.Log;
using OrleansFailover.Simulation.Mutants;
using OrleansFailover.Simulation.Network;

namespace OrleansFailover.Simulation.Regions;

/// <summary>
/// The stream provider of one silo: waits for the gate once, then brings the events of each conversation to it, one after the other, each until it was taken.
/// The position is committed a while after.
/// </summary>
internal sealed class LogReading(Region region, Silo silo, Draw draw)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly HashSet<string> reading = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> positions = new(StringComparer.Ordinal);
    private readonly Link link = region.World.Network.LinkTo($"log {region.Id.Name}", region, region, region.ReachLog);

    public async void Start()
    {
        await silo.Lifecycle.WaitUntilActiveAsync(CancellationToken.None);
        region.Log.Appended += Wake;
        silo.Life.WhenEnded(() => region.Log.Appended -= Wake);
        foreach (var conversation in region.Log.Conversations)
        {
            Wake(conversation);
        }
    }

    private void Wake(string conversation) => silo.Life.Do(() => Read(conversation));

    private async void Read(string conversation)
    {
        if (!reading.Add(conversation))
        {
            return;
        }

        var position = positions.TryGetValue(conversation, out var known) ? known : region.Log.Committed(conversation);
        while (true)
        {
            LogRecord? record;
            try
            {
                record = await link.CallAsync(silo.Life, LongestPause, () => region.Log.At(conversation, position));
            }
            catch (TimeoutException)
            {
                await Task.Delay(LongestPause * 0.2, silo.Clock);
                continue;
            }

            if (record is null)
            {
                // What was appended meanwhile has woken this conversation in vain.
                reading.Remove(conversation);
                if (region.Log.At(conversation, position) is null)
                {
                    return;
                }

                reading.Add(conversation);
                continue;
            }

            positions[conversation] = ++position;
            if (record.IsCommitted)
            {
                continue;
            }

            if (region.World.Plan.Mutant == Mutant.CommitFirst)
            {
                record.IsCommitted = true;
            }

            await DeliverAsync(record.Event);
            region.World.Loop.After(region.World.Plan.Pace.CommitInterval * draw.Part(), () => record.IsCommitted |= silo.Life.IsAlive);
        }
    }

    private async Task DeliverAsync(InboundEvent item)
    {
        region.World.Tell(region.Id.Name, $"delivers {item.Id.Value}");
        region.World.Ways.Reads(item.Id, region);
        var started = silo.Clock.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                await silo.AskAsync(item.Conversation.Key, conversation => conversation.OnNextAsync(item));
                return;
            }
            catch (Exception exception)
            {
                region.World.Tell(region.Id.Name, $"delivery of {item.Id.Value} failed: {exception.GetType().Name}");
                if (silo.Clock.GetElapsedTime(started) > region.World.Plan.Pace.DeliveryTime)
                {
                    region.World.DeadLetters.Keep(region, item, silo.Clock.GetUtcNow());
                    return;
                }
            }

            await Task.Delay(pause * (0.5 + (draw.Part() / 2)), silo.Clock);
        }
    }
}
