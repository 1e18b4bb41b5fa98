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

    /// <summary>It was given up, so that leaving its line does not mean that its conversation took it.</summary>
    public bool Failed { get; set; }

    /// <summary>How often it was offered to its conversation.</summary>
    public int Offers { get; private set; }

    /// <summary>How often its turn failed for a fault of its own, since it was first offered or offered again after a replay.</summary>
    public int TurnFaults { get; private set; }

    /// <summary>It was offered again after a replay: once, for a second replay stands further back in the log.</summary>
    public bool WasOfferedAgain { get; private set; }

    private bool offerAgain;

    public void Offered() => Offers++;

    public void TurnFaulted() => TurnFaults++;

    /// <summary>It keeps its place and starts anew, with no failures.</summary>
    public void OfferAgain() => (offerAgain, WasOfferedAgain) = (true, true);

    /// <summary>True, once, after <see cref="OfferAgain"/>.</summary>
    public bool TakeOfferAgain()
    {
        if (!offerAgain)
        {
            return false;
        }

        (offerAgain, Failed, TurnFaults) = (false, false, 0);
        return true;
    }

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
