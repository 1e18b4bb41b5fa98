namespace OrleansFailover.Drill.Channel;

/// <summary>How the channel delivers one message.</summary>
/// <param name="EveryRegion">To the gateways of all regions at the same time, past the edge.</param>
/// <param name="Batched">In one webhook with messages of other customers.</param>
/// <param name="Redeliveries">Pauses after the ack at which it is delivered again.</param>
public sealed record DeliveryStyle(bool EveryRegion, bool Batched, IReadOnlyList<TimeSpan> Redeliveries)
{
    /// <summary>Through the edge, alone, once.</summary>
    public static DeliveryStyle Plain { get; } = new(false, false, []);
}
