using OrleansFailover.Grains.Interfaces.Inbound;

namespace OrleansFailover.InboundLog.Streams;

/// <summary>One record of a partition, from its read until the committed offset has passed it.</summary>
internal sealed class LogRecord(long offset, DateTimeOffset appendedAt, byte[] key, byte[] value)
{
    public long Offset { get; } = offset;

    public DateTimeOffset AppendedAt { get; } = appendedAt;

    public byte[] Key { get; private set; } = key;

    public byte[] Value { get; private set; } = value;

    /// <summary>The decoded event; null before it is decoded, for an unreadable record, and once settled.</summary>
    public InboundEvent? Event { get; private set; }

    /// <summary>Delivered or set aside: nothing is owed for this record. Guarded by its window.</summary>
    public bool Settled { get; private set; }

    /// <summary>The agent gave up delivering it; the failure handler decides what becomes of it.</summary>
    public bool Failed { get; set; }

    public void Decoded(InboundEvent inboundEvent)
    {
        Event = inboundEvent;
        Value = [];
    }

    /// <summary>A settled record may wait long behind a stuck one: it keeps its place and drops its content.</summary>
    public void Settle()
    {
        Settled = true;
        Event = null;
        Key = [];
        Value = [];
    }
}
