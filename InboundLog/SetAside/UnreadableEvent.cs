namespace OrleansFailover.InboundLog.SetAside;

/// <summary>A record of the log that is no envelope this build can read. <see cref="Key"/> and <see cref="Value"/> may hold personal data.</summary>
public sealed record UnreadableEvent
{
    /// <summary>The topic.</summary>
    public required string Topic { get; init; }

    /// <summary>The partition.</summary>
    public required int Partition { get; init; }

    /// <summary>The offset. Topic, partition and offset name a record: one that is set aside again after a crash is the same one.</summary>
    public required long Offset { get; init; }

    /// <summary>The broker's or the producer's time of the record.</summary>
    public required DateTimeOffset AppendedAt { get; init; }

    /// <summary>The bytes of the record's key; empty when it has none.</summary>
    public required ReadOnlyMemory<byte> Key { get; init; }

    /// <summary>The bytes of the record.</summary>
    public required ReadOnlyMemory<byte> Value { get; init; }

    /// <summary>Why it could not be read, without any of its content.</summary>
    public required string Reason { get; init; }

    public override string ToString() => $"{Topic}/{Partition}@{Offset}";
}
