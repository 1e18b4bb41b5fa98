using OrleansFailover.Grains.Interfaces.Inbound;

namespace OrleansFailover.InboundLog.SetAside;

/// <summary>An event that was given up: offered to its conversation, and not taken.</summary>
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
    public required SetAsideCause Cause { get; init; }

    /// <summary>How often this reader of its partition offered it.</summary>
    public required int Attempts { get; init; }

    /// <summary>More about why, without any content.</summary>
    public required string Reason { get; init; }

    public override string ToString() => $"{Topic}/{Partition}@{Offset}";
}
