namespace OrleansFailover.Load.Probes;

/// <summary>What was asked of the store.</summary>
internal sealed record StoreUse(long Reads, long Writes, double RequestUnits, long WrittenBytes)
{
    public static StoreUse operator -(StoreUse left, StoreUse right) =>
        new(left.Reads - right.Reads, left.Writes - right.Writes, left.RequestUnits - right.RequestUnits, left.WrittenBytes - right.WrittenBytes);
}
