using OrleansFailover.Grains.Interfaces.Inbound;

namespace OrleansFailover.InboundLog.SetAside;

/// <summary>An event that its conversation did not take within <see cref="InboundLogOptions.MaxEventDeliveryTime"/>.</summary>
public sealed record UndeliverableEvent
{
    /// <summary>The topic.</summary>
    public required string Topic { get; init; }

    /// <summary>The partition.</summary>
    public required int Partition { get; init; }

    /// <summary>The offset. Topic, partition and offset name a record: one that is set aside again after a crash is the same one.</summary>
    public required long Offset { get; init; }

    /// <summary>The broker's or the producer's time of the record.</summary>
    public required DateTimeOffset AppendedAt { get; init; }

    /// <summary>The event.</summary>
    public required InboundEvent Event { get; init; }

    /// <summary>Why it was given up.</summary>
    public required string Reason { get; init; }

    public override string ToString() => $"{Topic}/{Partition}@{Offset}";
}
