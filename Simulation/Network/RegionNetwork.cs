using OrleansFailover.Simulation.Kernel;
using OrleansFailover.Simulation.Regions;

namespace OrleansFailover.Simulation.Network;

/// <summary>What lies between processes and services: near, or across to the other region.</summary>
internal sealed class RegionNetwork(Draw draw, Pace pace)
{
    /// <summary>True while the regions do not see each other.</summary>
    public bool IsCut { get; set; }

    /// <summary>What a message across takes on top.</summary>
    public TimeSpan Extra { get; set; }

    /// <summary>What a message to a service of the own region takes on top: slow disks.</summary>
    public TimeSpan ExtraNear { get; set; }

    /// <param name="more">What this service takes on top of each way.</param>
    public Link LinkTo(string name, Region from, Region to, Func<Reach> service, Func<TimeSpan>? more = null) =>
        new(name, () => ReachOf(from, to, service), () => Latency(from, to) + (more?.Invoke() ?? TimeSpan.Zero));

    public Reach ReachOf(Region from, Region to, Func<Reach> service) =>
        from != to && IsCut ? Reach.Silent : !to.IsUp || !from.IsUp ? to.WhenDown : service();

    public TimeSpan Latency(Region from, Region to) =>
        from == to ? draw.Between(pace.LeastNear, pace.MostNear) + ExtraNear : draw.Between(pace.LeastAcross, pace.MostAcross) + Extra;

    /// <summary>To and from the channel and the edge.</summary>
    public TimeSpan OutsideLatency() => draw.Between(pace.LeastAcross, pace.MostAcross);
}
