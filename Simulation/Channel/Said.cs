using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.History;

namespace OrleansFailover.Simulation.Channel;

/// <summary>Something that a customer said.</summary>
internal sealed record Said(InboundEvent Event, MessagePurpose Purpose, DeliveryStyle Style, string? TakesBack)
{
    public TimeSpan? FirstDelivered { get; set; }

    public TimeSpan? Acked { get; set; }
}
