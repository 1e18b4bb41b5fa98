using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.RegionalState.Regions;
using OrleansFailover.RegionalState.Standby;
using OrleansFailover.Simulation.Kernel;
using OrleansFailover.Simulation.Log;
using OrleansFailover.Simulation.Mutants;
using OrleansFailover.WebhookGateway.Forwarding;
using OrleansFailover.WebhookGateway.Hosting;
using OrleansFailover.WebhookGateway.Webhooks;
using OrleansFailover.WebhookGateway.Webhooks.Ladder;

namespace OrleansFailover.Simulation.Regions;

/// <summary>
/// The gateway of a region, from the signed webhook on: the product's ladder with its policy and its circuit, its appender, its pending copies and its look at
/// the region's phase, over the simulated services. A webhook here is one event; its body is the event's envelope.
/// </summary>
internal sealed class Gateway : IRegionPhase, IDisposable
{
    private readonly Region region;
    private readonly LifeClock clock;
    private readonly ServiceProvider services;
    private readonly FailoverLadder ladder;
    private readonly OwnMeters meters = new();

    public Gateway(Region region, string name)
    {
        this.region = region;
        Life = new Life(name, region.World.Loop);
        clock = new LifeClock(Life, () => region.Skew);
        services = Build();
        var loggers = services.GetRequiredService<ILoggerFactory>();
        var options = Options.Create(region.World.Plan.Pace.Webhook);
        var metrics = new WebhookMetrics(meters);
        var world = region.World;
        var log = new SimulatedLog(Life, world.Network.LinkTo($"log {region.Id.Name}", region, region, region.ReachLog), region.Log, world.Plan.Pace.Webhook.AckBudget);
        ladder = new FailoverLadder(
            new EventAppender(
                log,
                new WatchedCopies(MutantGateway.Wrap(region.World.Plan.Mutant, services.GetRequiredService<IPendingCopies>()), region),
                clock,
                metrics,
                loggers.CreateLogger<EventAppender>()),
            new SimulatedPeers(this, region),
            new GatewayLetters(Life, region, world),
            new GatewaySpool(Life, region),
            this,
            new LogCircuit(options, clock, metrics, loggers.CreateLogger<LogCircuit>()),
            options,
            clock,
            metrics,
            new RoutingReports(new NoFailoverEvents(), services.GetRequiredService<IPrimaryRegionPolicy>(), services.GetRequiredService<RegionMap>(), new FreeSenders(), clock),
            loggers.CreateLogger<FailoverLadder>());
    }

    public Life Life { get; }

    /// <summary>As the region's Redis last told.</summary>
    public bool IsActive { get; private set; }

    public void Start()
    {
        Life.WhenEnded(Dispose);
        if (region.World.Plan.IsScope)
        {
            IsActive = true;
            return;
        }

        Life.Do(FollowPhase);
        Life.Do(DrainSpool);
    }

    /// <summary>Takes a webhook; says true when it was put into a durable place. Says nothing when the process ends before.</summary>
    public void Take(InboundEvent item, Crossing crossing, WebhookOrigin origin, Action<bool> answer) => Life.Do(async () =>
    {
        var receipt = new Receipt
        {
            Region = region.Id,
            ReceivedAt = clock.GetUtcNow(),
            FailoverCount = crossing.Count,
            PrimaryUnreachable = crossing is { Count: 1, PrimaryUnreachable: true },
        };
        var received = item with { Receipt = receipt };
        var headers = new HeaderDictionary();
        if (crossing.Count > 0)
        {
            headers[FailoverHeaders.Count] = crossing.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        var webhook = new SignedWebhook(RequestBody.Of(EnvelopeCodec.Encode(received)), headers, crossing, receipt, clock.GetTimestamp(), origin);
        if (MutantGateway.AcksFirst(region.World.Plan.Mutant))
        {
            answer(true);
        }

        var outcome = await ladder.TakeAsync(webhook, [received]);
        region.World.Tell(region.Id.Name, $"{item.Id.Value} {outcome}");
        answer(outcome is not AckOutcome.NotTaken);
    });

    public void Dispose() => meters.Dispose();

    private ServiceProvider Build()
    {
        var registrations = new ServiceCollection().AddSimulatedBasics(region, clock);
        registrations.AddPendingCopies(SharedServices.NoConfiguration).AddSimulatedSettings(region, Life);
        return registrations.BuildServiceProvider();
    }

    private async void FollowPhase()
    {
        var check = ActivatorUtilities.CreateInstance<GatewayRegionHealthCheck>(services);
        while (true)
        {
            var result = await check.CheckHealthAsync(new HealthCheckContext());
            IsActive = result.Status == HealthStatus.Degraded ? IsActive : result.Status == HealthStatus.Healthy;
            await Task.Delay(region.World.Plan.Pace.PhaseInterval, clock);
        }
    }

    private async void DrainSpool()
    {
        while (true)
        {
            await Task.Delay(region.World.Plan.Pace.PhaseInterval * 2, clock);
            while (region.Spool.Oldest is { } oldest)
            {
                var taken = new TaskCompletionSource<bool>();
                Take(oldest, default, WebhookOrigin.Spool, answer => taken.TrySetResult(answer));
                if (!await taken.Task)
                {
                    break;
                }

                region.Spool.Remove(oldest);
            }
        }
    }

    private sealed class OwnMeters : IMeterFactory
    {
        private readonly List<Meter> made = [];

        public Meter Create(MeterOptions options)
        {
            var meter = new Meter(options);
            made.Add(meter);
            return meter;
        }

        public void Dispose() => made.ForEach(meter => meter.Dispose());
    }
}
