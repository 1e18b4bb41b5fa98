using OrleansFailover.Grains.Interfaces.Inbound;

namespace OrleansFailover.Simulation.Regions;

/// <summary>The disk of a region's gateway: it outlives the process.</summary>
internal sealed class SimulatedSpool
{
    private readonly List<InboundEvent> events = [];

    public InboundEvent? Oldest => events.Count > 0 ? events[0] : null;

    public void Add(InboundEvent item) => events.Add(item);

    public void Remove(InboundEvent item) => events.Remove(item);
}
