using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.Simulation.Channel;
using OrleansFailover.Simulation.Faults;
using OrleansFailover.Simulation.Kernel;
using OrleansFailover.Simulation.Network;
using OrleansFailover.Simulation.Plans;
using OrleansFailover.Simulation.Regions;
using OrleansFailover.Simulation.Store;

namespace OrleansFailover.Simulation;

/// <summary>Two regions, an edge, a channel and its customers on one thread and one simulated clock.</summary>
internal sealed class World
{
    private readonly Replication[] replications;
    private readonly Action<string>? trace;
    private int writers;

    public World(SimulationPlan plan, Action<string>? trace = null)
    {
        (Plan, this.trace) = (plan, trace);
        Loop = new EventLoop(DrawFor("schedule"));
        Network = new RegionNetwork(DrawFor("network"), plan.Pace);
        ChannelDraw = DrawFor("channel");
        Regions = [new Region(this, 0, "west"), new Region(this, 1, "north")];
        replications = [.. Regions.Select(from =>
        {
            var to = Regions[1 - from.Index];
            return new Replication(Loop, from.Replica, to.Replica, () => !Network.IsCut && from.IsUp && to.IsUp) { Lag = plan.Lag };
        })];
        DeadLetters = new DeadLetterBox(Loop, Ways, plan.Pace.ReplayInterval);
        Channel = new MessageChannel(this);
        Edge = new Edge(this);
        foreach (var traits in plan.Customers)
        {
            Channel.Add(new Customer(this, traits));
        }
    }

    public SimulationPlan Plan { get; }

    public EventLoop Loop { get; }

    public RegionNetwork Network { get; }

    public Draw ChannelDraw { get; }

    /// <summary>The primary one first.</summary>
    public IReadOnlyList<Region> Regions { get; }

    public DeadLetterBox DeadLetters { get; }

    /// <summary>False while no dead letter can be kept.</summary>
    public bool AreLettersUp { get; set; } = true;

    public MessageChannel Channel { get; }

    public Edge Edge { get; }

    public ETags ETags { get; } = new();

    public Ways Ways { get; } = new();

    /// <summary>The faults that came to be, each with the time at which it did.</summary>
    public List<Fault> Played { get; } = [];

    /// <summary>The wall clock at which each write was made, for a join that goes by it.</summary>
    public Dictionary<VersionStamp, long> WrittenAt { get; } = [];

    public Region Region(RegionId id) => Regions.First(region => region.Id == id);

    public Region Other(Region region) => Regions[1 - region.Index];

    public Replication ReplicationFrom(Region region) => replications[region.Index];

    public Draw DrawFor(string concern) => Draw.Of(Plan.Seed, concern);

    public string NextWriter() => string.Create(CultureInfo.InvariantCulture, $"w{++writers}");

    /// <summary>Says what happens, where somebody listens.</summary>
    public void Tell(string who, string what) => trace?.Invoke(string.Create(CultureInfo.InvariantCulture, $"{Loop.Now.TotalSeconds,10:0.000} {who,-8} {what}"));

    public ILoggerFactory Loggers(string who) => trace is null ? NullLoggerFactory.Instance : new TraceLoggers(this, who);

    /// <summary>True once every process was ended.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Ends every process.</summary>
    public void End()
    {
        IsOver = true;
        foreach (var region in Regions)
        {
            region.KillSilo();
            region.KillGateway();
        }
    }

    /// <summary>Starts every process and lets the customers come.</summary>
    public void Start()
    {
        foreach (var region in Regions)
        {
            SimulatedHeartbeats.Precede(region.Id, ReplicationFrom(region), Plan.Pace.Standby(Plan.Mutant).HeartbeatInterval, ETags);
            region.StartSilo();
            region.StartGateway();
        }

        Edge.Start();
        foreach (var customer in Channel.Customers)
        {
            customer.Begin();
        }
    }
}
