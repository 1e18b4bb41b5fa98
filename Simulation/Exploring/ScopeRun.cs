using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.History;
using OrleansFailover.Simulation.Channel;
using OrleansFailover.Simulation.Mutants;
using OrleansFailover.Simulation.Network;
using OrleansFailover.Simulation.Plans;
using OrleansFailover.Simulation.Regions;
using OrleansFailover.WebhookGateway.Webhooks;

namespace OrleansFailover.Simulation.Exploring;

/// <summary>
/// One run of a small scope. The steps are: a message reaches a gateway, its append, its copy, its ack, its reading from the log, and of its turn the opening, the claim, the
/// document, each last turn, the send and each record; the loss of a region, the other one's noticing, and its walk over the pending events. Clocks move only when nothing
/// else can happen.
/// </summary>
internal sealed class ScopeRun
{
    private static readonly TimeSpan Story = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Settle = TimeSpan.FromMinutes(2);

    private readonly SmallScope scope;
    private readonly ExploringChooser chooser;
    private readonly World world;
    private readonly Customer customer;
    private readonly Region? lost;
    private readonly int losesAt;
    private bool wasLost;

    /// <param name="losesAt">Before which step the region is lost.</param>
    public ScopeRun(SmallScope scope, Mutant mutant, ExploringChooser chooser, int losesAt)
    {
        (this.scope, this.chooser, this.losesAt) = (scope, chooser, losesAt);
        var plan = new SimulationPlan
        {
            Seed = 1,
            Pace = Pace.Minutes,
            Mutant = mutant,
            Lag = TimeSpan.FromDays(1),
            Customers = [new CustomerTraits(0, TimeSpan.Zero, IsPatient: true)],
            Faults = [],
            Questions = scope.Messages - 1,
            IsScope = true,
        };
        world = new World(plan);
        customer = world.Channel.Customers.Single();
        lost = world.Regions.FirstOrDefault(region => region.Id.Name == scope.Loses);
    }

    /// <returns>How each promise was broken; none when all held.</returns>
    public IReadOnlyList<string> Play()
    {
        foreach (var region in world.Regions)
        {
            region.StartSilo();
            region.StartGateway();
        }

        // Both regions live when the story begins.
        world.Loop.RunUntil(TimeSpan.FromSeconds(1));
        foreach (var region in world.Regions)
        {
            region.Health.Peer = PeerHealth.Healthy;
        }

        world.Loop.Chooser = chooser;
        if (lost is not null)
        {
            chooser.Before = (losesAt, Lose);
        }

        // What comes later than this is housekeeping; its order is no part of the story.
        world.Loop.After(Story, () => chooser.IsOff = true);
        Deliver(1, world.Regions[0]);
        world.Loop.RunUntil(world.Loop.Now + Settle);
        return Judge();
    }

    private List<string> Judge()
    {
        world.End();
        var broken = new List<string>();
        foreach (var promise in HistoryChecker.Check([customer.History()]))
        {
            // Between sending and recording nobody can know; what was sent again then is counted.
            if (promise.Name != "one-reply" || !wasLost)
            {
                broken.AddRange(promise.Examples.Select(example => $"{promise.Name}: {example}"));
            }
        }

        return broken;
    }

    // The channel sends to the region that lives and takes it, again until it is acked; the next message follows the ack.
    private void Deliver(int number, Region region)
    {
        var said = customer.SayInScope(number, number == 1 ? MessagePurpose.Start : MessagePurpose.Answer);
        Post(number, said, region);
        if (scope.Everywhere == number)
        {
            Post(number, said, world.Other(region));
        }
    }

    private void Post(int number, Said said, Region region) => chooser.Offer(new(null, $"gateway {region.Id.Name} gets message {number}", () =>
    {
        said.FirstDelivered ??= world.Loop.Now;
        if (!region.IsUp)
        {
            if (said.Acked is null)
            {
                Post(number, said, world.Other(region));
            }

            return;
        }

        var gateway = region.Gateway!;
        gateway.Take(said.Event, default, WebhookOrigin.Channel, taken =>
        {
            if (taken && said.Acked is null)
            {
                said.Acked = world.Loop.Now;
                if (number < scope.Messages)
                {
                    Deliver(number + 1, world.Regions[0].IsUp ? world.Regions[0] : world.Regions[1]);
                }
            }
        });
        gateway.Life.WhenEnded(() =>
        {
            if (said.Acked is null && !world.IsOver)
            {
                Post(number, said, world.Other(region));
            }
        });
    }));

    private void Lose()
    {
        wasLost = true;
        chooser.Story.Add($"{lost!.Id.Name} is lost");
        lost.WhenDown = Reach.Refused;
        lost.IsUp = false;
        lost.KillSilo();
        lost.KillGateway();
        lost.Redis.Empty();
        lost.Log.Lose();
        var other = world.Other(lost);
        chooser.Offer(new(null, $"health of {other.Id.Name}", () =>
        {
            other.Health.Peer = PeerHealth.Unhealthy;
            Walk(other);
        }));
    }

    // The walker comes again as long as its region has time: here three times, which is more than two messages need.
    private void Walk(Region region, int again = 3)
    {
        if (again > 0)
        {
            chooser.Offer(new(region.Silo!.Life, $"walk of {region.Id.Name}", () =>
            {
                region.Silo!.WalkPending();
                world.Loop.After(TimeSpan.FromSeconds(1), () => Walk(region, again - 1));
            }));
        }
    }
}
