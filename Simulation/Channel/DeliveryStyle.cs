namespace OrleansFailover.Simulation.Channel;

/// <summary>How one message is delivered.</summary>
/// <param name="EveryRegion">To every region at once, past the edge.</param>
/// <param name="Redeliveries">Again after its ack, after these pauses.</param>
internal sealed record DeliveryStyle(bool EveryRegion, IReadOnlyList<TimeSpan> Redeliveries);
