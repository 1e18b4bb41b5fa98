using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.Grains.Interfaces.Regional;

/// <summary>An event that was acked and that no turn is known to have taken yet, as the standby copies keep it.</summary>
/// <param name="Id">The id under which the event counts once.</param>
/// <param name="ChannelTime">The channel's time of it.</param>
/// <param name="Payload">Its bytes; opaque here.</param>
public sealed record PendingEvent(MessageId Id, DateTimeOffset ChannelTime, ReadOnlyMemory<byte> Payload)
{
    /// <summary>When this region's Redis took it, by the clock of the reader; null for one that no Redis has taken yet.</summary>
    public DateTimeOffset? KeptAt { get; init; }

    /// <summary>True for a delivery status, as whoever copies it says; no Redis keeps it. It leaves nothing that the answer to a later event depends on.</summary>
    public bool IsStatus { get; init; }
}
