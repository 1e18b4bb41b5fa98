using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Simulation.Kernel;
using OrleansFailover.Simulation.Network;
using OrleansFailover.Simulation.Regions;
using OrleansFailover.WebhookGateway.Edge;
using OrleansFailover.WebhookGateway.Forwarding;
using OrleansFailover.WebhookGateway.Webhooks;

namespace OrleansFailover.Simulation.Channel;

/// <summary>The edge in front of the regions: the product's two policies, one for the health of a region and one for each webhook, over simulated probes and requests.</summary>
internal sealed class Edge
{
    private readonly World world;
    private readonly Life life;
    private readonly LifeClock clock;
    private readonly RegionState[] states;
    private readonly EdgeOptions options;

    public Edge(World world)
    {
        this.world = world;
        life = new Life("edge", world.Loop);
        clock = new LifeClock(life, () => TimeSpan.Zero);
        options = world.Plan.Pace.Edge;
        states = [.. world.Regions.Select(_ => new RegionState(RegionHealth.Unknown, 0, TimeSpan.Zero))];
    }

    /// <summary>Probes all regions for ever.</summary>
    public void Start()
    {
        foreach (var region in world.Regions)
        {
            Probe(region);
        }
    }

    /// <summary>Brings a webhook to a region that takes it.</summary>
    /// <returns>True when the channel is answered 200.</returns>
    public async Task<bool> PostAsync(InboundEvent item)
    {
        RegionHealth[] health = [.. states.Select(state => state.Health)];
        var attempts = new List<EdgeAttempt>();
        var results = new List<Task<AttemptOutcome>>();
        var hedgeDue = false;
        var started = clock.GetTimestamp();
        while (true)
        {
            var timeIsUp = clock.GetElapsedTime(started) >= options.RequestTimeout;
            var step = EdgeRoutingPolicy.Decide(new(health, attempts, hedgeDue, timeIsUp));
            switch (step.Kind)
            {
                case EdgeStepKind.Send:
                    hedgeDue = false;
                    attempts.Add(new(step.Region, AttemptOutcome.Running));
                    results.Add(SendAsync(world.Regions[step.Region], item, step.Reason));
                    break;
                case EdgeStepKind.Wait:
                    var running = results.Where(result => !result.IsCompleted).Append(Task.Delay(step.MayHedge ? options.HedgeAfter : options.AttemptTimeout, clock));
                    var first = await Task.WhenAny(running);
                    hedgeDue = step.MayHedge && first is not Task<AttemptOutcome>;
                    break;
                default:
                    return step.Kind == EdgeStepKind.Answer && attempts[step.Attempt].Outcome == AttemptOutcome.Taken;
            }

            for (var i = 0; i < attempts.Count; i++)
            {
                attempts[i] = results[i].IsCompleted ? attempts[i] with { Outcome = await results[i] } : attempts[i];
            }
        }
    }

    /// <summary>Sends a webhook to one region, whatever is known of it.</summary>
    public Task<AttemptOutcome> SendAsync(Region region, InboundEvent item, string? reason)
    {
        var outcome = new TaskCompletionSource<AttemptOutcome>();
        var crossing = reason is null ? default : new Crossing(1, reason == FailoverReason.PrimaryUnreachable);
        world.Loop.After(world.Network.OutsideLatency(), () =>
        {
            var reach = !region.IsUp ? region.WhenDown : region.Gateway is null ? Reach.Refused : Reach.Open;
            if (reach != Reach.Open)
            {
                world.Loop.After(reach == Reach.Refused ? TimeSpan.Zero : options.ConnectTimeout, () => End(region, outcome, AttemptOutcome.Unreachable));
                return;
            }

            region.Gateway!.Take(item, crossing, WebhookOrigin.Channel, taken => world.Loop.After(
                world.Network.OutsideLatency(), () => End(region, outcome, taken ? AttemptOutcome.Taken : AttemptOutcome.Failed)));
            region.Gateway.Life.WhenEnded(() => world.Loop.After(world.Network.OutsideLatency(), () => End(region, outcome, AttemptOutcome.Broken)));
            world.Loop.After(options.AttemptTimeout, () => End(region, outcome, AttemptOutcome.Failed));
        });
        return outcome.Task;
    }

    private void End(Region region, TaskCompletionSource<AttemptOutcome> outcome, AttemptOutcome result)
    {
        if (outcome.TrySetResult(result) && result is AttemptOutcome.Unreachable or AttemptOutcome.Broken)
        {
            Observe(region, RegionObservation.ConnectionFailed);
        }
    }

    private void Probe(Region region)
    {
        var healthy = region is { IsUp: true, IsLogUp: true, IsStoreUp: true, Gateway: { IsActive: true, Life.IsPaused: false } };
        Observe(region, healthy ? RegionObservation.ProbeSucceeded : RegionObservation.ProbeFailed);
        world.Loop.After(options.ProbeInterval, () => Probe(region));
    }

    private void Observe(Region region, RegionObservation observation)
    {
        var before = states[region.Index];
        var after = RegionHealthPolicy.Next(before, observation, world.Loop.Now, options.UnhealthyThreshold, options.FailbackAfter);
        states[region.Index] = after;
        if (after.Health != before.Health)
        {
            world.Tell("edge", $"{region.Id.Name} is {after.Health}");
        }
    }
}
